using System.Net;
using Serverless.Functions.Tests.Tables;

namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>Fits requested over HTTP; no worker runs them.</summary>
[Collection(HttpCollection.Name)]
public sealed class PostSurrogateTests(FunctionsApp app)
{
    const string Rows = """{"table": {"name": "cells", "metrics": ["score", "ms"], "rows": 50}, "kind": "ridge", "ensemble": 3}""";

    [Fact]
    public async Task Post_RowsOfATable_OrdersAFitOnceForAKey()
    {
        await UploadAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString("N"));

        var answer = await app.PostAsync("surrogates", Rows, key);
        var again = await app.PostAsync("surrogates", Rows, key);
        var other = await app.PostAsync("surrogates", Rows.Replace("50", "51", StringComparison.Ordinal), key);

        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Body);
        again.Location.ShouldBe(answer.Location);
        other.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, other.Body);
        var entry = (await app.GetAsync(answer.Location!)).Json;
        entry.GetProperty("status").GetString().ShouldBe("Fitting");
        entry.GetProperty("examples").GetInt32().ShouldBe(50);
        entry.GetProperty("table").GetProperty("name").GetString().ShouldBe("cells");
        entry.GetProperty("space").GetProperty("name").GetString().ShouldBe("nasbench201");
    }

    [Theory]
    [InlineData("lookup")]
    [InlineData("bit-operations")]
    [InlineData("device-transfer", "board")]
    public async Task Post_KindOfCosts_IsFittedToColumnsOfCosts(string kind, string? device = null)
    {
        await UploadAsync();
        var cell = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|nor_conv_3x3~2|";
        var measured = $$"""[{"architecture": "{{cell}}", "value": 2}, {"architecture": "{{cell.Replace("skip_connect", "nor_conv_1x1", StringComparison.Ordinal)}}", "value": 3}]""";

        var answer = await app.PostAsync("surrogates", $$"""
            {"table": {"name": "cells", "metrics": ["ms"], "rows": 50}, "kind": "{{kind}}"{{(device is null ? "" : $$""", "device": {"id": "{{device}}", "measurements": {{measured}}}""")}}}
            """);

        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Body);
        var entry = (await app.GetAsync(answer.Location!)).Json;
        entry.GetProperty("kind").GetString().ShouldBe(kind);
        entry.GetProperty("examples").GetInt32().ShouldBe(device is null ? 50 : 2);
        entry.GetProperty("targets")[0].GetProperty("metric").GetString().ShouldBe(device is null ? "ms" : "latencyMs");
    }

    [Fact]
    public async Task Post_OtherSkeletonWithTheSameKey_IsAnotherRequest()
    {
        await UploadAsync();
        const string Cell = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|nor_conv_3x3~2|";
        var body = $$$"""
            {"table": {"name": "cells", "metrics": ["ms"], "rows": 50}, "kind": "device-transfer", "device": {"id": "board", "channels": 8, "measurements": [
              {"architecture": "{{{Cell}}}", "value": 2}, {"architecture": "{{{Cell.Replace("skip_connect", "none", StringComparison.Ordinal)}}}", "value": 3}]}}
            """;
        var key = ("Idempotency-Key", Guid.NewGuid().ToString("N"));

        (await app.PostAsync("surrogates", body, key)).Status.ShouldBe(HttpStatusCode.Accepted);
        (await app.PostAsync("surrogates", body, key)).Status.ShouldBe(HttpStatusCode.Accepted);
        var other = await app.PostAsync("surrogates", body.Replace("\"channels\": 8", "\"channels\": 16", StringComparison.Ordinal), key);

        other.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, other.Body);
    }

    [Theory]
    [InlineData("""{"table": {"name": "cells", "metrics": ["score"], "rows": 5}}""", "/table/rows", "at least 8")]
    [InlineData("""{"table": {"name": "cells", "metrics": ["scores"], "rows": 50}}""", "/table/metrics", "Did you mean")]
    [InlineData("""{"search": "s-nowhere"}""", "/search", "There is no search")]
    [InlineData("""{"table": {"name": "cells", "metrics": ["score", "ms"], "rows": 50}, "kind": "lookup"}""", "/table/metrics", "'lookup' predicts costs of networks, and 'score' is not a cost; use ms")]
    [InlineData("""{"table": {"name": "cells", "metrics": ["ms"], "rows": 50}, "kind": "device-transfer", "device": {"id": "board", "column": "ms"}}""", "/table/metrics", "remove it from the known devices")]
    [InlineData("""{"table": {"name": "cells", "metrics": ["ms"], "rows": 50}, "kind": "device-transfer", "device": {"id": "board", "measurements": [{"architecture": "x", "value": 1}, {"architecture": "y", "value": 2}]}}""", "/device/measurements/0/architecture", "not an architecture of nasbench201")]
    [InlineData("""{"table": {"name": "cells", "rows": 50}, "kind": "device-transfer", "device": {"id": "board", "column": "ms"}}""", "/table/metrics", "No other column of 'cells' is declared as latencyMs")]
    [InlineData("""{"table": {"name": "cells", "metrics": ["score", "ms"], "rows": 50}, "kind": "hw-pr-nas", "balancer": "mgda"}""", "/balancer", "these name at most one device; remove the balancer")]
    [InlineData("{}", "/search", "or a table")]
    public async Task Post_WhatCannotBeFitted_IsRefused(string body, string pointer, string message)
    {
        await UploadAsync();

        var answer = await app.PostAsync("surrogates", body);

        var errors = answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "invalidRequest").GetProperty("errors");
        errors.GetProperty(pointer)[0].GetString().ShouldNotBeNull().ShouldContain(message);
    }

    async Task UploadAsync()
    {
        foreach (var (name, content) in CellTable.Blobs)
        {
            await app.Blobs.GetBlobContainerClient("tables").GetBlobClient(name).UploadAsync(new BinaryData(content), overwrite: true);
        }
    }
}
