#!/usr/bin/env bash
# Runs what every container must do on each of them, on the JDK that Maven uses and on the newest one here, with one
# WAR, and writes docs/containers.md from the reports. Names of profiles as arguments run these alone; what was run
# before stays in the page. Takes some 5 minutes a container and JDK. REDEPLOYMENTS says how often an application is
# replaced, 10 times if it does not; JDKS names the homes of other JDKs than those two.
set -euo pipefail
cd "$(dirname "$0")"

profiles=("$@")
[ $# -gt 0 ] || profiles=(tomcat11 tomcat10 payara6 payara-micro payara7 wildfly liberty glassfish7 jetty12)
redeployments=${REDEPLOYMENTS:-10}
reports=target/container-reports
default_jdk=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
read -ra jdks <<<"${JDKS:-${JAVA_HOME:-$default_jdk}}"
newest=$(.ci/newest-jdk)
[ -n "${JDKS:-}" ] || [ "$newest" = "${jdks[0]}" ] || jdks+=("$newest")

commit=$(git describe --always)$(git diff --quiet HEAD -- src pom.xml || echo -changed)
mvn -q package -DskipTests
mkdir -p "$reports"
cp target/parley.war "$reports/parley.war"

for jdk in "${jdks[@]}"; do
  release=$("$jdk/bin/javac" -version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
  for profile in "${profiles[@]}"; do
    echo "== $profile on JDK $release"
    rm -rf target/failsafe-reports
    log=$reports/$profile-$release.log
    JAVA_HOME=$jdk mvn -q verify "-Ptests,$profile" -Dspotless.check.skip -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false \
      -Dparley.tests.war="$PWD/$reports/parley.war" -Dparley.tests.redeployments="$redeployments" >"$log" 2>&1 ||
      grep -m1 ERROR "$log" || true
    rm -rf "$reports/$profile-$release"
    if [ -d target/failsafe-reports ]; then
      mv target/failsafe-reports "$reports/$profile-$release"
    else
      mkdir "$reports/$profile-$release"
      grep -m1 -o '[A-Z].* needs a JDK in .*' "$log" >"$reports/$profile-$release/not-run.txt" || true
    fi
    echo "$commit" >"$reports/$profile-$release/built-of.txt"
  done
done
java .ci/ContainersPage.java "$reports" docs/containers.md
