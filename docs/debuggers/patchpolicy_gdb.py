# SPDX-License-Identifier: BSL-1.0
"""Shows the values of patchpolicy in GDB as people write them: `source docs/debuggers/patchpolicy_gdb.py`."""

import datetime
import re

import gdb
import gdb.printing


def member(value, *names):
    """The first member of these names, or None; standard libraries name theirs differently."""
    for name in names:
        try:
            return value[name]
        except gdb.error:
            pass
    return None


def text_of(value):
    """The characters of a std::string_view or a std::string."""
    data, size = member(value, "_M_str", "__data_", "__data"), member(value, "_M_len", "__size_", "__size")
    if member(value, "_M_dataplus") is not None:
        data, size = value["_M_dataplus"]["_M_p"], value["_M_string_length"]
    elif data is None:  # a string of libc++: inside of the object, or elsewhere
        whole = member(member(value, "__r_") or value, "__value_", "__rep_")
        held = whole["__l"] if int(whole["__s"]["__is_long_"]) else whole["__s"]
        data, size = held["__data_"], held["__size_"]
        if data.type.code == gdb.TYPE_CODE_ARRAY:
            data = data[0].address
    return data.string(encoding="utf-8", errors="replace", length=int(size))


def array_element(array, i):
    return member(array, "_M_elems", "__elems_")[i]


def optional_of(value):
    """What a std::optional holds, or None."""
    payload = member(value, "_M_payload")
    if payload is not None:
        return member(payload, "_M_payload")["_M_value"] if member(payload, "_M_engaged") else None
    return member(value, "__val_") if member(value, "__engaged_") else None


def enumerator(enum, number):
    """The name of an enumerator without its scope."""
    for field in enum.strip_typedefs().fields():
        if field.enumval == number:
            return field.name.rsplit("::", 1)[-1]
    return str(number)


def names_of(flags):
    """The enumerators in a flag_set."""
    enum = flags.type.strip_typedefs().template_argument(0)
    bits = int(flags["bits_"])
    return [enumerator(enum, i) for i in range(32) if bits >> i & 1]


def date_text(value):
    return "%04d-%02d-%02d" % (int(value["year_"]), int(value["month_"]), int(value["day_"]))


def clock_text(seconds):
    """A count of seconds since 1970 as date and time."""
    try:
        return (datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")
    except (OverflowError, ValueError):
        return "%d s since 1970" % seconds


def count_of(time_point):
    duration = member(time_point, "__d", "__d_")
    return int(member(duration, "__r", "__rep_"))


def instant_text(time_point):
    text = clock_text(count_of(time_point))
    return text + "Z" if "T" in text else text


def offset_text(duration):
    seconds = int(member(duration, "__r", "__rep_"))
    sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
    text = "%s%02d:%02d" % (sign, seconds // 3600, seconds // 60 % 60)
    return text + ":%02d" % (seconds % 60) if seconds % 60 else text


def decimal_text(value):
    """A `bounded` with its decimals."""
    decimals = int(value.type.strip_typedefs().template_argument(4))
    count = int(value["count_"])
    return "%d.%0*d" % (count // 10**decimals, decimals, count % 10**decimals) if decimals else str(count)


def path_text(value):
    parts = [text_of(value[name]).strip(" \t") for name in ("vendor", "family", "version")]
    depth = next((i for i, part in enumerate(parts) if not part), 3)
    return " / ".join(parts[:depth]) if depth else "(all products)"


# In the order of the witnesses of a verdict.
WITNESSED = ("included_group", "excluded_group", "product_filter", "replaced_by_selected", "not_latest", "dependency")
STOPPING = ("invisible_preview", "excluded_group", "product_filter", "replaced_by_selected", "not_latest",
            "nothing_selects")
NO_ORDINAL = 0xFFFFFFFF


def verdict_text(value):
    rules = names_of(value["rules_"])
    words = []
    for rule in rules:
        witness = NO_ORDINAL
        if rule in WITNESSED:
            witness = int(array_element(value["witnesses_"], WITNESSED.index(rule)))
        words.append(rule if witness == NO_ORDINAL else "%s #%d" % (rule, witness))
    stopped = any(rule in STOPPING for rule in rules)
    text = ("deploys" if rules and not stopped else "stays") + ": " + (", ".join(words) or "no rule spoke")
    unknown = names_of(value["unknown_"])
    return text + " (unknown: " + ", ".join(unknown) + ")" if unknown else text


def occurrence_text(value):
    text = "%s at %s (%s)" % (date_text(value["date"]), instant_text(value["at"]), offset_text(value["offset"]))
    kind = enumerator(value["kind"].type, int(value["kind"]))
    if kind != "unique":
        text += ", " + kind
    stage = optional_of(value["stage"])
    if stage is not None:
        text += ", stages at " + instant_text(stage["at"])
    return text + ", no time to stage" if value["no_time_to_stage"] else text


class TextPrinter:
    """A value that is shown as one line."""

    def __init__(self, text):
        self.text = text

    def to_string(self):
        return self.text


class ResultPrinter:
    """A result: its value, or its error."""

    def __init__(self, value):
        self.value = optional_of(value["value_"])
        self.error = value["error_"]

    def children(self):
        yield ("error", self.error) if self.value is None else ("value", self.value)


class NamedPrinter:
    """A configuration: its name, and its members below."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        return '"%s"' % text_of(self.value["name"])

    def children(self):
        for field in self.value.type.strip_typedefs().fields():
            if field.name != "name":
                yield field.name, self.value[field.name]


def as_line(text_of_value):
    return lambda value: TextPrinter(text_of_value(value))


PRINTERS = {
    "civil_date": as_line(date_text),
    "time_of_day": as_line(lambda value: "%02d:%02d" % divmod(int(value["minutes_"]), 60)),
    "bounded": as_line(decimal_text),
    "flag_set": as_line(lambda value: "{" + ", ".join(names_of(value)) + "}"),
    "verdict": as_line(verdict_text),
    "basic_product_path": as_line(path_text),
    "occurrence": as_line(occurrence_text),
    "result": ResultPrinter,
    "basic_configuration": NamedPrinter,
}

PATCHPOLICY_TYPE = re.compile(r"^patchpolicy::(?:v1::)?(\w+)(?:<.*)?$", re.DOTALL)
SECONDS = r"std::(?:__1::)?chrono::duration<long(?: long)?, std::(?:__1::)?ratio<1l*, 1l*> ?>"
TIME_POINT = re.compile(r"^std::(?:__1::)?chrono::time_point<std::(?:__1::)?chrono::(?:_V2::)?(system_clock|local_t), "
                        + SECONDS + " ?>$")


class PatchpolicyPrinters(gdb.printing.PrettyPrinter):
    def __init__(self):
        super().__init__("patchpolicy")

    def __call__(self, value):
        name = value.type.strip_typedefs().unqualified().name or ""
        found = PATCHPOLICY_TYPE.match(name)
        if found:
            printer = PRINTERS.get(found.group(1))
            return printer(value) if printer else None
        found = TIME_POINT.match(name)
        if found:
            to_text = instant_text if found.group(1) == "system_clock" else lambda v: clock_text(count_of(v))
            return TextPrinter(to_text(value))
        return None


gdb.printing.register_pretty_printer(gdb.current_objfile(), PatchpolicyPrinters(), replace=True)
