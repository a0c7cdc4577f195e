/** Timers for a page whose own are held back while it is hidden: a number and a time in, the number out when it has passed. */
onmessage = ({ data: { id, ms } }) => {
  setTimeout(() => postMessage(id), ms);
};
