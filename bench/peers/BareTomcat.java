// SPDX-License-Identifier: Apache-2.0

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * An embedded Tomcat with one servlet that always answers the same 150 bytes: what a start, and a poll that finds
 * nothing, cost at least. Prints a line when it is ready.
 *
 * <pre>java -cp 'LAUNCHER/*' BareTomcat.java PORT</pre>
 */
public final class BareTomcat {
    private BareTomcat() {}

    public static void main(String[] arguments) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("bare-tomcat-").toString());
        tomcat.setPort(Integer.parseInt(arguments[0]));
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "constant", new Constant());
        context.addServletMappingDecoded("/*", "constant");
        tomcat.start();
        System.out.println("ready");
        tomcat.getServer().await();
    }

    private static final class Constant extends HttpServlet {
        private static final long serialVersionUID = 1;
        private static final byte[] BODY = ("{\"p\":\"" + "x".repeat(142) + "\"}").getBytes(StandardCharsets.UTF_8);

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("application/json");
            response.setContentLength(BODY.length);
            response.getOutputStream().write(BODY);
        }
    }
}
