"""A message bus with nobody on it but a screen saver, which counts who holds it off.

Spoken is as much of the D-Bus protocol as SDL needs: names, calls with strings and numbers, answers.
"""

import os
import socket
import struct
import threading

CALL, ANSWER, FAULT = 1, 2, 3
MEMBER, FAULT_NAME, REPLY_TO, SIGNATURE = 3, 4, 5, 8
SAVER = {"Inhibit", "UnInhibit"}


def aligned(at, size):
    return (at + size - 1) // size * size


def read(kind, data, at):
    """One value of a kind (its letter in a signature), and where the next begins."""
    if kind in "uib":
        at = aligned(at, 4)
        return struct.unpack_from("<I", data, at)[0], at + 4
    if kind == "g":
        length, at = data[at], at + 1
    else:
        length, at = read("u", data, at)
    return data[at : at + length].decode(), at + length + 1


def fields_of(header):
    """The numbered fields of a message's header."""
    fields, at = {}, 16
    while at < len(header):
        at = aligned(at, 8)
        number = header[at]
        kind, at = read("g", header, at + 1)
        fields[number], at = read(kind, header, at)
    return fields


def field(number, kind, value):
    begins = bytes([number, 1]) + kind.encode() + b"\0"
    if kind == "u":
        return begins + struct.pack("<I", value)
    text = value.encode()
    length = bytes([len(text)]) if kind == "g" else struct.pack("<I", len(text))
    return begins + length + text + b"\0"


def message(kind, fields, body=b""):
    listed = b""
    for one in fields:
        listed = listed.ljust(aligned(len(listed), 8), b"\0") + one
    header = struct.pack("<cBBBIII", b"l", kind, 0, 1, len(body), 1, len(listed)) + listed
    return header.ljust(aligned(len(header), 8), b"\0") + body


class Bus(threading.Thread):
    """`calls`: of the screen saver, each a list of the call's name and what it was given."""

    def __init__(self, path):
        super().__init__(daemon=True)
        self.address = "unix:path=" + path
        self.calls = []
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(path)
        self.listener.listen()
        self.start()

    def run(self):
        while True:
            client = self.listener.accept()[0]
            threading.Thread(target=self.serve, args=(client.makefile("rwb"),), daemon=True).start()

    def serve(self, stream):
        try:
            self.converse(stream)
        except ConnectionError:
            pass  # the program has left

    def converse(self, stream):
        for line in iter(stream.readline, b"BEGIN\r\n"):
            stream.write(b"OK " + os.urandom(16).hex().encode() + b"\r\n" if b"AUTH" in line else b"ERROR\r\n")
            stream.flush()
        for begin in iter(lambda: stream.read(16), b""):
            kind, body_bytes, serial, listed_bytes = struct.unpack("<xBxxIII", begin)
            header = begin + stream.read(aligned(listed_bytes, 8))
            body = stream.read(body_bytes)
            if kind == CALL:
                stream.write(self.answer(serial, fields_of(header[: 16 + listed_bytes]), body))
                stream.flush()

    def answer(self, serial, fields, body):
        values, at = [], 0
        reply_to = field(REPLY_TO, "u", serial)
        name = fields[MEMBER]
        if name == "Hello":
            return message(ANSWER, [reply_to, field(SIGNATURE, "g", "s")], struct.pack("<I", 4) + b":1.1\0")
        if name == "AddMatch":
            return message(ANSWER, [reply_to])
        if name not in SAVER:
            unknown = field(FAULT_NAME, "s", "org.freedesktop.DBus.Error.ServiceUnknown")
            return message(FAULT, [reply_to, unknown])
        for kind in fields[SIGNATURE]:
            value, at = read(kind, body, at)
            values.append(value)
        self.calls.append([name, *values])
        if name == "UnInhibit":
            return message(ANSWER, [reply_to])
        return message(ANSWER, [reply_to, field(SIGNATURE, "g", "u")], struct.pack("<I", len(self.calls)))
