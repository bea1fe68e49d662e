package org.attendancemonitor.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@SpringBootTest(
    classes = FhirServer.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "local.management.port=9")
class ManagementDoorsTest {
  @Autowired
  @Qualifier("springSecurityFilterChain")
  private Filter doors;

  @Test
  void onLoopbackHealthAndMetricsNeedNoSignIn() throws Exception {
    assertThat(status("127.0.0.1", null)).isEqualTo(200);
    assertThat(status("0:0:0:0:0:0:0:1", null)).isEqualTo(200);
  }

  @Test
  void fromElsewhereTheyAnswerOperatorsOnly() throws Exception {
    assertThat(status("10.1.2.3", null)).isEqualTo(401);
    assertThat(status("10.1.2.3", "feed")).isEqualTo(403);
    assertThat(status("10.1.2.3", "operator")).isEqualTo(200);
  }

  private int status(String localAddress, String user) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/actuator/prometheus");
    request.setServletPath("/actuator/prometheus");
    request.setLocalPort(9);
    request.setLocalAddr(localAddress);
    if (user != null) {
      byte[] pair = (user + ":" + FhirServer.PASSWORD).getBytes(StandardCharsets.UTF_8);
      request.addHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
    MockHttpServletResponse response = new MockHttpServletResponse();
    doors.doFilter(request, response, new MockFilterChain());
    return response.getStatus();
  }
}
