using System.Globalization;
using Serverless.Cli.Local.Processes;
using Serverless.Testing;

namespace Serverless.Cli.Tests.Local.Processes;

public sealed class ProcessSetTests : IDisposable
{
    static readonly Dictionary<string, string> Nothing = [];

    readonly TemporaryFolder _folder = new();
    readonly StringWriter _messages = new();

    public void Dispose()
    {
        _folder.Dispose();
        _messages.Dispose();
    }

    [Fact]
    public async Task Dispose_ProcessThatStartedAnother_EndsBothAndKeepsTheLog()
    {
        var set = Set();
        await set.StartAsync("sleeper", ["bash", "-c", $"echo hello; sleep 600 & echo $$ $! >'{Written}.new'; mv '{Written}.new' '{Written}'; wait"], Nothing);
        var ids = await WrittenIdsAsync();

        await set.DisposeAsync();

        ids.Length.ShouldBe(2);
        ids.ShouldAllBe(id => !ProcessTree.IsRunning(id));
        (await File.ReadAllTextAsync(set.Log("sleeper"))).ShouldBe("hello\n");
    }

    [Fact]
    public async Task Start_Process_HasAHomeAndAnEnvironmentOfItsOwn()
    {
        await using var set = Set();
        await set.StartAsync("sayer", ["bash", "-c", $"echo \"$HOME $WORD\" >'{Written}'; sleep 600"], new Dictionary<string, string> { ["WORD"] = "ready" });

        await Eventually.HoldsAsync("it is written", () => Task.FromResult(File.Exists(Written) && new FileInfo(Written).Length > 0));

        (await File.ReadAllTextAsync(Written)).ShouldBe($"{Path.Combine(_folder.Path, "home", "sayer")} ready\n");
    }

    [Fact]
    public async Task Dispose_ProcessThatIgnoresTermination_IsKilledAndSaidSo()
    {
        var set = new ProcessSet(_folder.Path, _messages) { StopGrace = TimeSpan.FromMilliseconds(300) };
        await set.StartAsync("stubborn", ["bash", "-c", $"trap '' TERM; echo $$ >'{Written}.new'; mv '{Written}.new' '{Written}'; while true; do sleep 0.1; done"], Nothing);
        var ids = await WrittenIdsAsync();

        await set.DisposeAsync();

        ids.ShouldAllBe(id => !ProcessTree.IsRunning(id));
        _messages.ToString().ShouldContain("stubborn did not stop within 0 s and was killed.");
    }

    [Fact]
    public async Task Dispose_ProcessThatHasOnlyJustBeenStarted_EndsIt()
    {
        for (var run = 0; run < 10; run++)
        {
            var set = Set();
            await set.StartAsync("sleeper", ["sleep", "600"], Nothing);

            await set.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        }

        _messages.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task During_ProcessEnds_CancelsTheWorkShowsTheLogAndNamesIt()
    {
        await using var set = Set();
        await set.StartAsync("host", ["bash", "-c", "echo 'the reason' >&2; exit 7"], Nothing);
        var wasCancelled = false;

        var failure = await Should.ThrowAsync<CliException>(() => set.DuringAsync(
            async token =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                wasCancelled = token.IsCancellationRequested;
                return 0;
            },
            CancellationToken.None));

        failure.Message.ShouldBe("host ended with exit status 7.");
        failure.Details.ShouldBe([$"Full output: {set.Log("host")}"]);
        _messages.ToString().ShouldContain("the reason");
        wasCancelled.ShouldBeTrue();
    }

    [Fact]
    public async Task During_WorkFailsBecauseAProcessEnded_NamesTheProcess()
    {
        await using var set = Set();
        await set.StartAsync("host", ["false"], Nothing);
        await Should.ThrowAsync<CliException>(() => set.DuringAsync(token => Task.Delay(Timeout.InfiniteTimeSpan, token).ContinueWith(_ => 0, TaskScheduler.Default), CancellationToken.None));

        var failure = await Should.ThrowAsync<CliException>(() => set.DuringAsync(_ => Task.FromException<int>(new HttpRequestException("no answer")), CancellationToken.None));

        failure.Message.ShouldStartWith("host ended");
    }

    [Fact]
    public async Task WaitFor_NeverReady_GivesUpAndShowsTheLog()
    {
        await using var set = Set();
        await set.StartAsync("host", ["bash", "-c", $"echo starting; echo $$ >'{Written}'; sleep 600"], Nothing);
        await WrittenIdsAsync();

        var failure = await Should.ThrowAsync<CliException>(() => set.WaitForAsync("host", TimeSpan.Zero, _ => Task.FromResult(false), CancellationToken.None));

        failure.Message.ShouldBe("host did not respond in time.");
        _messages.ToString().ShouldContain("starting");
    }

    [Fact]
    public async Task Start_ProcessThatRestarts_IsStartedAgainAndSaidSo()
    {
        await using var set = Set();
        await set.StartAsync("worker", ["bash", "-c", $"echo started >>'{Written}'; exit 9"], Nothing, restarts: true);

        await Eventually.HoldsAsync("it is started again", () => Task.FromResult(File.Exists(Written) && File.ReadAllLines(Written).Length >= 2));

        _messages.ToString().ShouldContain($"serverless: worker ended with exit status 9; it restarts in 1 s. Its output: {set.Log("worker")}");
    }

    [Fact]
    public async Task Stop_OneOfTwo_LeavesTheOther()
    {
        await using var set = Set();
        await set.StartAsync("first", ["sleep", "600"], Nothing);
        await set.StartAsync("second", ["bash", "-c", $"echo $$ >'{Written}.new'; mv '{Written}.new' '{Written}'; sleep 600"], Nothing);
        var ids = await WrittenIdsAsync();

        await set.StopAsync("first");

        ProcessTree.IsRunning(ids.Single()).ShouldBeTrue();
        (await set.DuringAsync(_ => Task.FromResult(5), CancellationToken.None)).ShouldBe(5);
    }

    string Written => Path.Combine(_folder.Path, "written");

    ProcessSet Set() => new(_folder.Path, _messages);

    async Task<int[]> WrittenIdsAsync()
    {
        await Eventually.HoldsAsync("ids are written", () => Task.FromResult(File.Exists(Written) && new FileInfo(Written).Length > 0));
        return [.. (await File.ReadAllTextAsync(Written)).Split(' ', StringSplitOptions.TrimEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
    }
}
