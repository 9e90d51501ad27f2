# SPDX-License-Identifier: BSL-1.0
# What a person types at the stop; values.txt is what GDB answers.
set width 0
set print frame-arguments none
break look
run
up
echo >>>\n
print date
print time
print vrr
print cvss
print rules
print no_rules
print deploying
print staying
print silent
print product
print root
print owned_product
print instant
print wall
print before_1970
print run
print plain_run
print good
print bad
print config.windows.routine_maintenance.enabled
set print max-depth 0
print config
echo <<<\n
