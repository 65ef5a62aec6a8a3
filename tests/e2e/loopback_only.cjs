// Preloaded into the Agents Playground, which would listen on every network interface: keep it to this machine.

const { Server } = require("node:net");
const listen = Server.prototype.listen;

Server.prototype.listen = function (where, ...rest) {
  const port = Number(typeof where === "object" && where ? where.port : where);
  const then = rest.find((one) => typeof one === "function");
  return Number.isInteger(port) ? listen.call(this, { port, host: "127.0.0.1" }, then) : listen.call(this, where, ...rest);
};
