using Serverless.Testing;

namespace Serverless.Cli.Tests.Scripts;

public sealed class EntryScriptTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Help_FromAnotherFolderThroughALink_ListsTheWords()
    {
        var link = Path.Combine(_folder.Path, "a link");
        File.CreateSymbolicLink(link, Path.Combine(Repository.Root, "serverless"));

        var run = await BashRun.OfAsync(["-c", "\"./a link\" help"], folder: _folder.Path);

        run.ExitCode.ShouldBe(0, run.Error);
        foreach (var word in (string[])["demo", "up", "worker", "setup", "build", "test", "doctor"])
        {
            run.Out.ShouldContain($"  {word}");
        }
    }

    [Fact]
    public async Task Setup_FolderWithSpacesAndNoDotnet_SaysWhatToInstall()
    {
        var run = await WithoutDotnetAsync("setup");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("the .NET SDK is missing");
        run.Error.ShouldContain("https://learn.microsoft.com/dotnet");
    }

    [Fact]
    public async Task Test_NothingCanBeBuilt_IsOneFailureOnTheLastLine()
    {
        var run = await WithoutDotnetAsync("test");

        run.ExitCode.ShouldBe(1);
        run.Out.ShouldBe("0 passed, 1 failed\n");
    }

    [Fact]
    public async Task AnyWord_ClosedStandardInput_ReadsAsEmpty()
    {
        var parts = Directory.CreateDirectory(Path.Combine(_folder.Path, "infra", "local")).FullName;
        File.Copy(Path.Combine(Repository.Root, "serverless"), Path.Combine(_folder.Path, "serverless"));
        foreach (var part in Directory.GetFiles(Repository.LocalScripts, "*.sh"))
        {
            await File.WriteAllTextAsync(Path.Combine(parts, Path.GetFileName(part)), "");
        }

        await File.WriteAllTextAsync(
            Path.Combine(parts, "build.sh"),
            "for step in require_machine install_debian_packages install_npm_packages build_libstdcxx export_torch_environment build assembly; do eval \"$step() { :; }\"; done\n");
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "dotnet"), "#!/usr/bin/env bash\ncat && echo 'read to its end'\n");

        var run = await BashRun.OfAsync(["-c", "chmod +x dotnet; PATH=\"$PWD:$PATH\" bash ./serverless validate - <&-"], folder: _folder.Path);

        run.ShouldBe(new BashRun(0, "read to its end\n", ""));
    }

    // A copy of the script in a folder with spaces in its name, with only what the script itself is made of; no dotnet and no node.
    async Task<BashRun> WithoutDotnetAsync(string word)
    {
        var root = Path.Combine(_folder.Path, "with some spaces");
        Directory.CreateDirectory(Path.Combine(root, "infra", "local"));
        File.Copy(Path.Combine(Repository.Root, "serverless"), Path.Combine(root, "serverless"));
        foreach (var part in Directory.GetFiles(Repository.LocalScripts, "*.sh"))
        {
            File.Copy(part, Path.Combine(root, "infra", "local", Path.GetFileName(part)));
        }

        var tools = Path.Combine(_folder.Path, "tools");
        await BashRun.OfAsync(["-c", "mkdir \"$1\"; for tool in bash dirname readlink mkdir cat cut sha256sum; do ln -s \"$(command -v $tool)\" \"$1/$tool\"; done", "bash", tools]);
        return await BashRun.OfAsync(["-c", "PATH=\"$2\" bash \"$1/serverless\" \"$3\"", "bash", root, tools, word]);
    }
}
