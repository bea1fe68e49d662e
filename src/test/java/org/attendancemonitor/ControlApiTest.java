package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import org.attendancemonitor.WebWiring.ControlToken;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;

@SpringBootTest(classes = ControlApiTest.Server.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class ControlApiTest {
  private static final String LOAD = "/control/load?feed=default&history=false";
  private static final String NO_JSON = "{";

  @LocalServerPort private int port;

  @EnableWebSecurity
  @ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class
  })
  static class Server {
    @Bean
    SecurityFilterChain control(HttpSecurity http) {
      return new WebWiring().control(http, new ControlToken("the token"));
    }

    @Bean
    ControlApi controlApi() {
      return new ControlApi(null, null, null, Clock.systemUTC());
    }
  }

  @Test
  void nothingIsReadOfARequestWithoutTheToken() throws Exception {
    assertThat(post(LOAD, null)).isEqualTo(403);
    assertThat(post(LOAD, "another token")).isEqualTo(403);
    assertThat(post("/control/rederive", null)).isEqualTo(403);
  }

  @Test
  void whoShowsTheTokenIsHeard() throws Exception {
    assertThat(post(LOAD, "the token")).isEqualTo(400);
  }

  private int post(String path, String token) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(NO_JSON));
    if (token != null) {
      request.header(ControlApi.TOKEN, token);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
  }
}
