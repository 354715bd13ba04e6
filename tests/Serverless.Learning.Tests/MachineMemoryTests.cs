using System.Runtime.Versioning;
using Serverless.Testing;

namespace Serverless.Learning.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class MachineMemoryTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string File => Path.Combine(_folder.Path, "new", "facts.json");

    [Fact]
    public void Recall_AfterRemember_KnowsEachMachine()
    {
        new MachineMemory(File).Remember("one", "avx");
        new MachineMemory(File).Remember("other", "default");

        var memory = new MachineMemory(File);
        memory.Recall("one").ShouldBe("avx");
        memory.Recall("other").ShouldBe("default");
        memory.Recall("third").ShouldBeNull();
    }

    [Fact]
    public void Remember_File_IsTheUsersAloneAndTheOnlyOne()
    {
        new MachineMemory(File).Remember("one", "avx");

        System.IO.File.GetUnixFileMode(File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(Path.GetDirectoryName(File)!).ShouldBe([File]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{ "schemaVersion": 1, "settings": null }""")]
    [InlineData("""{ "schemaVersion": 2, "settings": { "one": "avx" } }""")]
    [InlineData("""{ "schemaVersion": 1, "settings": { "one": null } }""")]
    public void Recall_BrokenFile_KnowsNothingAndIsMendedByTheNextRemember(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, content);

        new MachineMemory(File).Recall("one").ShouldBeNull();
        new MachineMemory(File).Remember("one", "other");

        new MachineMemory(File).Recall("one").ShouldBe("other");
    }

    [Fact]
    public void Recall_FileThatOthersMayWriteTo_KnowsNothing()
    {
        new MachineMemory(File).Remember("one", "avx");
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);

        new MachineMemory(File).Recall("one").ShouldBeNull();
    }

    [Fact]
    public void Remember_FolderThatCannotBe_IsNoError()
    {
        var file = Path.Combine(_folder.Path, "file");
        System.IO.File.WriteAllText(file, "");

        var memory = new MachineMemory(Path.Combine(file, "facts.json"));
        memory.Remember("one", "avx");

        memory.Recall("one").ShouldBeNull();
    }

    [Fact]
    public void Recall_NoFile_KnowsNothing()
    {
        var memory = new MachineMemory(null);
        memory.Remember("one", "avx");

        memory.Recall("one").ShouldBeNull();
    }

    public void Dispose() => _folder.Dispose();
}
