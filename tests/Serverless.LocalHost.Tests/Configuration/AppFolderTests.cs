using Serverless.LocalHost.Configuration;
using Serverless.Testing;

namespace Serverless.LocalHost.Tests.Configuration;

public sealed class AppFolderTests
{
    [Fact]
    public void Open_OfABuiltApp_ReadsItsFiles()
    {
        using var folder = new TemporaryFolder();

        var app = Settings.Folder(folder, """{/* why */"version":"2.0",}""", ("NAME", "value"));

        app.WorkerExecutable.ShouldBe("dotnet");
        app.WorkerAssembly.ShouldBe(Path.Combine(folder.Path, "App.dll"));
        app.LocalSettings["NAME"].ShouldBe("value");
    }

    [Theory]
    [InlineData("host.json", "{")]
    [InlineData("host.json", "[]")]
    [InlineData("worker.config.json", "{}")]
    [InlineData("local.settings.json", """{"IsEncrypted":true,"Values":{}}""")]
    public void Open_WithABrokenFile_NamesIt(string file, string content)
    {
        using var folder = new TemporaryFolder();
        Settings.Folder(folder, "{}");
        File.WriteAllText(Path.Combine(folder.Path, file), content);

        var refusal = Should.Throw<StartException>(() => AppFolder.Open(folder.Path));

        refusal.ExitCode.ShouldBe(ExitCodes.Configuration);
        refusal.Message.ShouldContain(file);
    }
}
