namespace Serverless.Cli.Tests.Scripts;

public sealed class ScriptSyntaxTests
{
    public static TheoryData<string> Scripts =>
        [.. Directory.GetFiles(Repository.LocalScripts, "*.sh").Append(Path.Combine(Repository.Root, "serverless")).Select(path => Path.GetRelativePath(Repository.Root, path))];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Script_ForBash_IsWellFormed(string script)
    {
        var run = await BashRun.OfAsync(["-n", script], folder: Repository.Root);

        run.ExitCode.ShouldBe(0, run.Error);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Script_ForShellcheck_IsClean(string script)
    {
        if ((await BashRun.OfAsync(["-c", "command -v shellcheck"])).ExitCode != 0)
        {
            Assert.Skip("shellcheck is not installed.");
        }

        var run = await BashRun.OfAsync(["-c", "shellcheck -e SC1091 \"$1\"", "bash", script], folder: Repository.Root);

        run.ExitCode.ShouldBe(0, run.Out);
    }
}
