using System.Net;
using System.Text;
using Serverless.Functions.Tests.Tables;

namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>Devices and surrogates deleted over HTTP in the real app, and the queues that it reports.</summary>
[Collection(HttpCollection.Name)]
public sealed class DeletionTests(FunctionsApp app)
{
    [Fact]
    public async Task Delete_Device_IsGoneAndComesBackAsTheSameKindOnly()
    {
        (await PutAsync("gone-soon", """{"kind":"measured"}""")).Status.ShouldBe(HttpStatusCode.Created);
        (await app.GetAsync("queues")).Body.ShouldContain("measure-gone-soon");

        (await DeleteAsync("devices/gone-soon")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await DeleteAsync("devices/gone-soon")).ShouldBeProblem(HttpStatusCode.NotFound, "deviceNotFound");
        (await app.GetAsync("devices")).Body.ShouldNotContain("gone-soon");
        (await PutAsync("gone-soon", """{"kind":"lookup","tables":{"latencyMs":{"perOperation":{"a":1}}}}"""))
            .ShouldBeProblem(HttpStatusCode.Conflict, "deviceKindFixed");
        (await PutAsync("gone-soon", """{"kind":"measured"}""")).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Delete_DeviceOfARunningSearch_IsRefusedUntilThatHasEnded()
    {
        await PutAsync("still-needed", """{"kind":"measured"}""");
        var search = await app.PostAsync(
            "searches", FunctionsApp.Request(seed: 201, objectives: """[{"metric":"latencyMs","goal":"minimise","device":"still-needed"}]"""));
        search.Status.ShouldBe(HttpStatusCode.Accepted, search.Body);
        var id = search.Json.GetProperty("id").GetString();

        var refused = await DeleteAsync("devices/still-needed");

        refused.ShouldBeProblem(HttpStatusCode.Conflict, "deviceInUse").GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain($"search '{id}'");
        await app.PostAsync($"searches/{id}:cancel");
        await Serverless.Testing.Eventually.HoldsAsync(
            "it is deleted", async () => (await DeleteAsync("devices/still-needed")).Status == HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("devices/local-cpu", HttpStatusCode.Conflict, "deviceInUse")]
    [InlineData("devices/NO", HttpStatusCode.NotFound, "deviceNotFound")]
    [InlineData("surrogates/fit-none", HttpStatusCode.NotFound, "surrogateNotFound")]
    [InlineData("schedules/none-such", HttpStatusCode.NotFound, "scheduleNotFound")]
    public async Task Delete_WhatCannotBe_IsRefused(string route, HttpStatusCode status, string code) =>
        (await DeleteAsync(route)).ShouldBeProblem(status, code);

    [Fact]
    public async Task Delete_SurrogateThatNobodyFits_GivesItsFitUpAndItsKeyFitsNoOther()
    {
        foreach (var (name, content) in CellTable.Blobs)
        {
            await app.Blobs.GetBlobContainerClient("tables").GetBlobClient(name).UploadAsync(new BinaryData(content), overwrite: true);
        }

        const string Rows = """{"table": {"name": "cells", "metrics": ["score"], "rows": 50}, "kind": "ridge"}""";
        var key = ("Idempotency-Key", Guid.NewGuid().ToString("N"));
        var fit = await app.PostAsync("surrogates", Rows, key);
        var id = fit.Json.GetProperty("id").GetString();

        (await DeleteAsync($"surrogates/{id}")).Status.ShouldBe(HttpStatusCode.NoContent);

        (await app.GetAsync($"surrogates/{id}")).ShouldBeProblem(HttpStatusCode.NotFound, "surrogateNotFound");
        (await app.GetAsync("surrogates")).Body.ShouldNotContain(id!);
        (await app.PostAsync("surrogates", Rows, key)).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "idempotencyKeyReused")
            .GetProperty("detail").GetString().ShouldBe("Use a new key to fit another.");
    }

    async Task<HttpAnswer> DeleteAsync(string route)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(route, UriKind.Relative));
        return await app.SendAsync(request);
    }

    async Task<HttpAnswer> PutAsync(string id, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"devices/{id}", UriKind.Relative))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        return await app.SendAsync(request);
    }
}
