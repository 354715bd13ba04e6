using System.Diagnostics;
using System.Globalization;
using System.Net;
using Serverless.Testing;

namespace Serverless.EndToEnd.Tests;

/// <summary><c>./serverless up</c> as a process, with the storage, the host and the worker that it starts.</summary>
public sealed class UpTests : IDisposable
{
    const int Terminated = 143;

    static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(2);

    // A working copy whose state is the test's own.
    readonly TemporaryFolder _root = new();

    public UpTests() => Directory.CreateSymbolicLink(Path.Combine(_root.Path, "infra"), Path.Combine(RepositoryPaths.Root, "infra"));

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Up_WorkerThenAllOfItKilled_StartsTheWorkerAgainAndLeavesNothing()
    {
        await using var up = Start();
        await Eventually.HoldsAsync("the platform is up", () => Task.FromResult(Says(up, "Ctrl-C stops it.")), StopLimit);
        (await AnswerAsync()).ShouldBe(HttpStatusCode.OK);
        var first = ChildWith(up, "Serverless.Worker.dll");

        ProcessTree.Kill(first);
        await Eventually.HoldsAsync("it is said", () => Task.FromResult(Says(up, "worker ended with exit status 137; it restarts in 1 s.")));
        await Eventually.HoldsAsync("another worker runs", () => Task.FromResult(ProcessTree.ChildrenOf(up.Id).Any(id => id != first && CommandLine(id).Contains("Serverless.Worker.dll", StringComparison.Ordinal))));
        var all = Descendants(up.Id).ToList();
        all.Count.ShouldBeGreaterThanOrEqualTo(4, "storage, host, functions app, worker");
        ProcessTree.Kill(up.Id);

        await Eventually.HoldsAsync("nothing is left", () => Task.FromResult(!all.Any(ProcessTree.IsRunning)), StopLimit);
    }

    [Fact]
    public async Task Up_TerminatedWhileItStarts_StopsWhatItHasStarted()
    {
        await using var up = Start();
        await Eventually.HoldsAsync("the host starts", () => Task.FromResult(ProcessTree.ChildrenOf(up.Id).Length >= 2), StopLimit);
        var all = Descendants(up.Id).ToList();

        using var terminate = Process.Start("kill", ["-TERM", up.Id.ToString(CultureInfo.InvariantCulture)]);
        using var limit = new CancellationTokenSource(StopLimit);

        (await up.WaitForExitAsync(limit.Token)).ShouldBe(Terminated, up.Output);
        up.Output.ShouldContain("serverless: Stopping ...");
        all.Where(ProcessTree.IsRunning).ShouldBeEmpty();
        File.Exists(Path.Combine(_root.Path, ".serverless", "up", "url")).ShouldBeFalse();
    }

    ChildProcess Start() => ChildProcess.StartProject(
        "Serverless.Cli",
        ["up", "--port", FreePorts.Take(1)[0].ToString(CultureInfo.InvariantCulture)],
        new Dictionary<string, string?> { ["SERVERLESS_ROOT"] = _root.Path, ["SERVERLESS_URL"] = null, ["SERVERLESS_KEY"] = null });

    static bool Says(ChildProcess up, string text) => up.HasExited ? throw new InvalidOperationException(up.Output) : up.Output.Contains(text, StringComparison.Ordinal);

    async Task<HttpStatusCode> AnswerAsync()
    {
        var folder = Path.Combine(_root.Path, ".serverless", "up");
        using var client = new HttpClient { BaseAddress = new Uri((await File.ReadAllTextAsync(Path.Combine(folder, "url"))).Trim()) };
        client.DefaultRequestHeaders.Add("x-functions-key", (await File.ReadAllTextAsync(Path.Combine(folder, "key"))).Trim());
        using var answer = await client.GetAsync(new Uri("api/searches", UriKind.Relative));
        return answer.StatusCode;
    }

    static int ChildWith(ChildProcess parent, string word) =>
        ProcessTree.ChildrenOf(parent.Id).Single(id => CommandLine(id).Contains(word, StringComparison.Ordinal));

    static IEnumerable<int> Descendants(int processId) =>
        ProcessTree.ChildrenOf(processId).SelectMany(child => Descendants(child).Prepend(child));

    static string CommandLine(int processId)
    {
        try
        {
            return File.ReadAllText(FormattableString.Invariant($"/proc/{processId}/cmdline"));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
