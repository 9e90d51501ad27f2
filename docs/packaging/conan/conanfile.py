# SPDX-License-Identifier: BSL-1.0
"""A recipe for Conan 2 that packages the checkout in which it lies."""

import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.files import copy, load


class PatchpolicyConan(ConanFile):
    name = "patchpolicy"
    description = "Which patches a policy deploys, when, and why: a header-only C++20 library"
    license = "BSL-1.0"
    package_type = "header-library"
    settings = "os", "arch", "compiler", "build_type"
    no_copy_source = True

    @property
    def _checkout(self):
        return os.path.join(self.recipe_folder, "..", "..", "..")

    def set_version(self):
        header = load(self, os.path.join(self._checkout, "include", "patchpolicy", "version.hpp"))
        parts = ("MAJOR", "MINOR", "PATCH")
        self.version = ".".join(re.search(f"#define PATCHPOLICY_VERSION_{part} ([0-9]+)", header)[1] for part in parts)

    def export_sources(self):
        for pattern in ("include/*", "LICENSE"):
            copy(self, pattern, self._checkout, self.export_sources_folder)

    def validate(self):
        check_min_cppstd(self, 20)

    def package_id(self):
        self.info.clear()

    def package(self):
        copy(self, "include/*", self.source_folder, self.package_folder)
        copy(self, "LICENSE", self.source_folder, os.path.join(self.package_folder, "licenses"))

    def package_info(self):
        self.cpp_info.bindirs = []
        self.cpp_info.libdirs = []
