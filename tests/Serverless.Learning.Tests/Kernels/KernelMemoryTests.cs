using System.Runtime.Versioning;
using Serverless.Learning.Kernels;
using Serverless.Testing;

namespace Serverless.Learning.Tests.Kernels;

[UnsupportedOSPlatform("windows")]
public sealed class KernelMemoryTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    string File => Path.Combine(_folder.Path, "new", "kernels.json");

    [Fact]
    public void Recall_AfterRemember_KnowsEachMachine()
    {
        new KernelMemory(File).Remember("one", KernelSetting.Avx);
        new KernelMemory(File).Remember("other", KernelSetting.Default);

        var memory = new KernelMemory(File);
        memory.Recall("one").ShouldBe(KernelSetting.Avx);
        memory.Recall("other").ShouldBe(KernelSetting.Default);
        memory.Recall("third").ShouldBeNull();
    }

    [Fact]
    public void Remember_File_IsTheUsersAloneAndTheOnlyOne()
    {
        new KernelMemory(File).Remember("one", KernelSetting.Avx);

        System.IO.File.GetUnixFileMode(File).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(Path.GetDirectoryName(File)!).ShouldBe([File]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{ "schemaVersion": 1, "settings": null }""")]
    [InlineData("""{ "schemaVersion": 2, "settings": { "one": "avx" } }""")]
    [InlineData("""{ "schemaVersion": 1, "settings": { "one": "magic" } }""")]
    [InlineData("""{ "schemaVersion": 1, "settings": { "one": null } }""")]
    public void Recall_BrokenFile_KnowsNothingAndIsMendedByTheNextRemember(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, content);

        new KernelMemory(File).Recall("one").ShouldBeNull();
        new KernelMemory(File).Remember("one", KernelSetting.WithoutOneDnn);

        new KernelMemory(File).Recall("one").ShouldBe(KernelSetting.WithoutOneDnn);
    }

    [Fact]
    public void Recall_FileThatOthersMayWriteTo_KnowsNothing()
    {
        new KernelMemory(File).Remember("one", KernelSetting.Avx);
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);

        new KernelMemory(File).Recall("one").ShouldBeNull();
    }

    [Fact]
    public void Remember_FolderThatCannotBe_IsNoError()
    {
        var file = Path.Combine(_folder.Path, "file");
        System.IO.File.WriteAllText(file, "");

        var memory = new KernelMemory(Path.Combine(file, "kernels.json"));
        memory.Remember("one", KernelSetting.Avx);

        memory.Recall("one").ShouldBeNull();
    }

    [Fact]
    public void Recall_NoFile_KnowsNothing()
    {
        var memory = new KernelMemory(null);
        memory.Remember("one", KernelSetting.Avx);

        memory.Recall("one").ShouldBeNull();
    }

    public void Dispose() => _folder.Dispose();
}
