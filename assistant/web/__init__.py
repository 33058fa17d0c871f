"""The site: what people reach over the network, on the loopback behind whatever faces the Internet."""
