using System.Net;
using Serverless.Functions.Tests.Tables;

namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>Fits that are asked for over HTTP; no worker does them.</summary>
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
    [InlineData("""{"table": {"name": "cells", "metrics": ["score"], "rows": 5}}""", "/table/rows", "at least 8")]
    [InlineData("""{"table": {"name": "cells", "metrics": ["scores"], "rows": 50}}""", "/table/metrics", "Did you mean")]
    [InlineData("""{"search": "s-nowhere"}""", "/search", "There is no search")]
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
