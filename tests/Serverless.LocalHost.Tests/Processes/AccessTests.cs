using System.Net;
using Serverless.Testing;

namespace Serverless.LocalHost.Tests.Processes;

public sealed class AccessTests(SharedHost shared)
{
    [Theory]
    [InlineData("/api/hello/Ann", null, HttpStatusCode.OK)]
    [InlineData("/api/hello/Ann", "wrong", HttpStatusCode.OK)]
    [InlineData("/api/function", null, HttpStatusCode.Unauthorized)]
    [InlineData("/api/function", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("/api/function", RunningHost.HostKey, HttpStatusCode.OK)]
    [InlineData("/api/function", RunningHost.MasterKey, HttpStatusCode.OK)]
    [InlineData("/api/function", RunningHost.FunctionKey, HttpStatusCode.OK)]
    [InlineData("/api/methods-only", RunningHost.FunctionKey, HttpStatusCode.Unauthorized)]
    [InlineData("/api/only/admins", RunningHost.FunctionKey, HttpStatusCode.Unauthorized)]
    [InlineData("/admin/host/status", RunningHost.FunctionKey, HttpStatusCode.Unauthorized)]
    [InlineData("/api/methods-only", null, HttpStatusCode.Unauthorized)]
    [InlineData("/api/methods-only", RunningHost.HostKey, HttpStatusCode.OK)]
    [InlineData("/api/only/admins", RunningHost.HostKey, HttpStatusCode.Unauthorized)]
    [InlineData("/api/only/admins", RunningHost.MasterKey, HttpStatusCode.OK)]
    [InlineData("/admin/host/status", null, HttpStatusCode.Unauthorized)]
    [InlineData("/admin/host/status", RunningHost.HostKey, HttpStatusCode.Unauthorized)]
    [InlineData("/admin/host/status", RunningHost.MasterKey, HttpStatusCode.OK)]
    [InlineData("/runtime/webhooks/durabletask/instances", null, HttpStatusCode.Unauthorized)]
    [InlineData("/runtime/webhooks/durabletask/instances", RunningHost.HostKey, HttpStatusCode.Unauthorized)]
    [InlineData("/runtime/webhooks/durabletask/instances", RunningHost.MasterKey, HttpStatusCode.OK)]
    public async Task Key_ForALevelOfAccess_OpensItOrIsRefused(string path, string? key, HttpStatusCode expected)
    {
        var host = await shared.Host;

        using var byHeader = await host.SendAsync(HttpMethod.Get, path, key ?? "");
        using var byQuery = await host.Client.GetAsync(key is null ? path : $"{path}?code={key}");

        byHeader.StatusCode.ShouldBe(expected);
        byQuery.StatusCode.ShouldBe(expected);
        if (expected == HttpStatusCode.Unauthorized)
        {
            await byHeader.ShouldBeProblemAsync("unauthorized");
            await byQuery.ShouldBeProblemAsync("unauthorized");
        }
    }

    [Fact]
    public async Task Key_InHeaderAndQuery_CountsByTheHeader()
    {
        var host = await shared.Host;

        using var response = await host.SendAsync(HttpMethod.Get, $"/api/function?code={RunningHost.HostKey}", "wrong");

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Key_OfAnyKind_IsNotInTheLog()
    {
        var host = await shared.Host;
        using var _ = await host.Client.GetAsync($"/api/throw?code={RunningHost.HostKey}");

        await Eventually.HoldsAsync("the failure is logged", () => Task.FromResult(host.Output.Contains("This function always throws", StringComparison.Ordinal)));
        host.Output.ShouldNotContain(RunningHost.HostKey);
        host.Output.ShouldNotContain(RunningHost.MasterKey);
        host.Output.ShouldNotContain(RunningHost.FunctionKey);
    }
}
