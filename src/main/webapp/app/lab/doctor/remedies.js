/** All that Apache needs on its one line for Parley: of two lines for the same path it heeds the first alone. */
const APACHE = '# 2.4.47 or newer; in place of the line that is there\nProxyPass "/" "http://parley:8080/" upgrade=websocket flushpackets=on timeout=75';

const UPGRADE = {
  nginx: 'proxy_http_version 1.1;\nproxy_set_header Upgrade $http_upgrade;\nproxy_set_header Connection "upgrade";',
  haproxy: '# nothing to allow; the line may last:\ntimeout tunnel 1h',
  apache: `${APACHE}\n# and no "SetEnv force-proxy-request-1.0"`,
  iis: '<!-- install the feature WebSocket Protocol, then in web.config -->\n<webSocket enabled="true" />',
};

const UNBUFFERED = {
  nginx: 'proxy_buffering off;\nproxy_cache off;\ngzip off;',
  haproxy: 'option http-no-delay\n# and no "compression" for text/event-stream',
  apache: APACHE,
  iis: '<!-- Application Request Routing: Response buffer threshold 0 -->\n<proxy enabled="true" minResponseBuffer="0" />',
};

const PATIENT = {
  nginx: 'proxy_read_timeout 75s;\nproxy_send_timeout 75s;',
  haproxy: 'timeout client 75s\ntimeout server 75s\ntimeout tunnel 1h',
  apache: APACHE,
  iis: '<proxy enabled="true" timeout="00:01:15" />',
};

const LARGE = {
  nginx: 'client_max_body_size 1m;',
  haproxy: '# bodies are not limited; headers by tune.bufsize',
  apache: '# LimitRequestBody does not hold for what ProxyPass hands on; with ModSecurity:\nSecRequestBodyLimit 1048576',
  iis: '<requestLimits maxAllowedContentLength="1048576" />',
};

const HOST = {
  nginx: 'proxy_set_header Host $http_host;',
  haproxy: '# Host is kept; remove "http-request set-header Host …"',
  apache: 'ProxyPreserveHost On',
  iis: '<proxy enabled="true" preserveHostHeader="true" />',
};

const SCHEME = {
  nginx: 'proxy_set_header X-Forwarded-Proto $scheme;\nproxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;',
  haproxy: 'option forwardfor\nhttp-request set-header X-Forwarded-Proto https if { ssl_fc }',
  apache: 'RequestHeader set X-Forwarded-Proto "https"',
  iis: '<set name="HTTP_X_FORWARDED_PROTO" value="https" />',
};

const HTTP = { ...UPGRADE, apache: '# remove "SetEnv force-proxy-request-1.0"', iis: '<proxy enabled="true" httpVersion="Http11" />', haproxy: '# HTTP/1.1 is usual; nothing to change' };

const PLAIN = {
  nginx: 'proxy_set_header X-Forwarded-Proto $scheme;',
  haproxy: 'http-request set-header X-Forwarded-Proto %[ssl_fc,iif(https,http)]',
  apache: 'RequestHeader set X-Forwarded-Proto expr=%{REQUEST_SCHEME}',
  iis: '<set name="HTTP_X_FORWARDED_PROTO" value="http" />',
};

const INNER = {
  nginx: 'proxy_set_header X-Forwarded-Proto $http_x_forwarded_proto;',
  haproxy: 'http-request set-header X-Forwarded-Proto https unless { req.hdr(X-Forwarded-Proto) -m found }',
  apache: 'RequestHeader setifempty X-Forwarded-Proto "https"',
  iis: '<!-- remove the rule that sets HTTP_X_FORWARDED_PROTO -->',
};

/** All paths have to be handed on, and both methods. */
const PASS = {
  nginx: 'location / { proxy_pass http://parley:8080; }\n# and for no path of Parley: return, deny, limit_except',
  haproxy: '# for no path of Parley: http-request deny, http-request return',
  apache: `${APACHE}\n# and for no path of Parley: ProxyPass "…" "!", Require, <Limit>`,
  iis: '<!-- Request Filtering: GET and POST for all paths -->\n<verbs allowUnlisted="true" />',
};

const ORIGIN = {
  nginx: `${HOST.nginx}\n# and no proxy_set_header Origin`,
  haproxy: `${HOST.haproxy}\n# and "http-request set-header Origin …"`,
  apache: `${HOST.apache}\n# and no "RequestHeader set Origin …"`,
  iis: `${HOST.iis}\n<!-- and no rule that sets HTTP_ORIGIN -->`,
};

const COOKIES = {
  nginx: '# no proxy_set_header Cookie, proxy_hide_header Set-Cookie, proxy_ignore_headers Set-Cookie',
  haproxy: '# remove "http-request del-header Cookie" and "http-response del-header Set-Cookie"',
  apache: '# remove "RequestHeader unset Cookie" and "Header unset Set-Cookie"',
  iis: '<!-- remove the rules that set HTTP_COOKIE or RESPONSE_Set_Cookie -->',
};

const KNOWN = {
  nginx: '# headers pass unless proxy_pass_request_headers is off',
  haproxy: '# remove "http-request del-header …"',
  apache: '# remove "RequestHeader unset …"',
  iis: '<!-- remove the rules that set server variables HTTP_… -->',
};

const AS_SENT = {
  nginx: '# remove sub_filter and add_before_body',
  haproxy: '# HAProxy changes no bodies: look what else is on the way',
  apache: '# remove SetOutputFilter and AddOutputFilterByType SUBSTITUTE, INFLATE, proxy-html',
  iis: '<!-- remove outbound rules of URL Rewrite -->',
};

/** IIS takes the header out of answers by itself: so it is to take it out of requests too, and nothing is agreed on. */
const EXTENSIONS = {
  nginx: '# remove "proxy_hide_header Sec-WebSocket-Extensions"',
  haproxy: '# remove "http-response del-header Sec-WebSocket-Extensions"',
  apache: '# Apache passes it on, "Header unset" or not: look what else is on the way',
  iis: '<!-- URL Rewrite: let nobody ask for what is not passed on -->\n<set name="HTTP_SEC_WEBSOCKET_EXTENSIONS" value="" />',
};

const ASKED = {
  nginx: '# remove "proxy_set_header Sec-WebSocket-Extensions …"',
  haproxy: '# remove "http-request del-header Sec-WebSocket-Extensions"',
  apache: '# remove "RequestHeader unset Sec-WebSocket-Extensions"',
  iis: '<!-- the rule that sets HTTP_SEC_WEBSOCKET_EXTENSIONS; IIS may need it -->',
};

/**
 * What to write into the configuration of what stands in front of Parley, by fault and product; `parley` stands for the server's address.
 *
 * @type {Record<string, {nginx: string, haproxy: string, apache: string, iis: string}>}
 */
const REMEDIES = {
  'without-upgrade': UPGRADE,
  'answer-lost': UPGRADE,
  refused: UPGRADE,
  buffered: UNBUFFERED,
  'open-silent': UNBUFFERED,
  'held-back': UNBUFFERED,
  'one-way': UNBUFFERED,
  'compression-lost': EXTENSIONS,
  'compression-unasked': ASKED,
  'cut-silent': PATIENT,
  cut: PATIENT,
  'too-large': LARGE,
  'large-lost': LARGE,
  'host-changed': HOST,
  'scheme-hidden': SCHEME,
  'scheme-claimed': PLAIN,
  'scheme-contradicted': INNER,
  'old-http': HTTP,
  'answer-cut': UNBUFFERED,
  'answer-changed': AS_SENT,
  'cookies-taken': COOKIES,
  foreign: PASS,
  'foreign-origin': ORIGIN,
  'handshake-changed': UPGRADE,
  'headers-taken': KNOWN,
  'never-arrived': PASS,
  'posts-refused': PASS,
};

const PRODUCTS = { nginx: 'nginx', haproxy: 'HAProxy', apache: 'Apache', iis: 'IIS' };

/**
 * @param {string} fault
 * @returns {[string, string][]} product and what to write there; empty where no configuration helps
 */
export const remedies = (fault) => Object.entries(REMEDIES[fault] ?? {}).map(([product, lines]) => [PRODUCTS[product], lines]);
