package org.attendancemonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.attendancemonitor.PlainErrors.CannotRunException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir private Path scratch;

  @Test
  void anEmptyFolderThatOthersCouldLookIntoIsShut() throws IOException {
    Path folder = open("data");

    DataFolder.create(folder);

    assertThat(mode(folder)).isEqualTo("rwx------");
  }

  @Test
  void aFolderOfOursThatWasOpenedIsShutAgain() throws IOException {
    Path folder = scratch.resolve("data");
    DataFolder.own(folder).orElseThrow().close();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    DataFolder.own(folder).orElseThrow().close();

    assertThat(mode(folder)).isEqualTo("rwx------");
  }

  @Test
  void anOpenFolderOfSomebodyElsesIsNeitherUsedNorChanged() throws IOException {
    Path folder = open("home");
    Files.createFile(folder.resolve("letter"));

    assertThatThrownBy(() -> DataFolder.create(folder))
        .isInstanceOf(CannotRunException.class)
        .hasMessageContaining("chmod 700");

    assertThat(mode(folder)).isEqualTo("rwxr-xr-x");
  }

  private Path open(String name) throws IOException {
    Path folder = Files.createDirectory(scratch.resolve(name));
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String mode(Path folder) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
  }
}
