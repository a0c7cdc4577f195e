import { ownClock } from '../clock.js';
import { Desk } from './desk.js';

const desk = new Desk(ownClock());

onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data }) => desk.hear(port, data);
  port.onclose = () => desk.gone(port);
};
