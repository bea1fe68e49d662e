package org.attendancemonitor;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * A page of which nothing is read before all of it has come. A click waits until the next page has
 * begun; on a busy machine half of that page was read, and its end missed.
 */
final class WholePage {
  private static final Set<String> READS =
      Set.of(
          "content",
          "evaluate",
          "getAttribute",
          "innerHTML",
          "innerText",
          "inputValue",
          "isChecked",
          "isVisible",
          "locator",
          "querySelector",
          "querySelectorAll",
          "textContent",
          "title");

  private WholePage() {}

  /** The same page, which waits for its end before it is read. */
  static Page of(Page page) {
    return (Page)
        Proxy.newProxyInstance(
            WholePage.class.getClassLoader(),
            new Class<?>[] {Page.class},
            (self, method, arguments) -> {
              if (READS.contains(method.getName())) {
                page.waitForLoadState(LoadState.DOMCONTENTLOADED);
              }
              try {
                return method.invoke(page, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }
}
