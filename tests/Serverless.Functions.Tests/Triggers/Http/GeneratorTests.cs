using System.Net;
using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Generators;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Tests.Tables;
using Serverless.Spaces;
using Serverless.Testing;
using Serverless.Tests;

namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>Generators requested and used over HTTP; no worker fits them.</summary>
[Collection(HttpCollection.Name)]
public sealed class GeneratorTests(FunctionsApp app)
{
    const string Rows = """{"table": {"name": "cells", "rows": 50}, "quality": "score", "devices": [{"column": "ms", "name": "phone"}], "maxSeconds": 60}""";

    static readonly NasBench201Space Space = new();

    [Fact]
    public async Task Post_RowsOfATable_OrdersAFitOnceForAKeyUntilItIsDeleted()
    {
        await UploadTableAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString("N"));

        var answer = await app.PostAsync("generators", Rows, key);
        var again = await app.PostAsync("generators", Rows, key);
        var other = await app.PostAsync("generators", Rows.Replace("50", "51", StringComparison.Ordinal), key);

        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Body);
        again.Location.ShouldBe(answer.Location);
        other.ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "idempotencyKeyReused");
        var entry = (await app.GetAsync(answer.Location!)).Json;
        entry.GetProperty("status").GetString().ShouldBe("Fitting");
        entry.GetProperty("examples").GetInt32().ShouldBe(50);
        entry.GetProperty("devices")[0].GetProperty("name").GetString().ShouldBe("phone");
        entry.GetProperty("references").GetArrayLength().ShouldBe(ReferenceArchitectures.Count);
        var order = await ReadAsync(entry.GetProperty("id").GetString()!);
        order.Costs.Count.ShouldBe(50);
        order.Devices[0].ReferenceValues.ShouldBe(order.References.Select(MillisecondsOf));
        (await app.GetAsync("generators")).Json.GetProperty("value").EnumerateArray().ShouldContain(one => one.GetProperty("id").GetString() == order.Id);
        (await app.GetAsync($"generators/{order.Id}/architectures?device=phone")).ShouldBeProblem(HttpStatusCode.Conflict, "generatorNotReady");

        using var delete = new HttpRequestMessage(HttpMethod.Delete, answer.Location);
        (await app.SendAsync(delete)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await app.GetAsync(answer.Location!)).ShouldBeProblem(HttpStatusCode.NotFound, "generatorNotFound");
        await foreach (var blob in app.Blobs.GetBlobContainerClient("generators").GetBlobsAsync())
        {
            blob.Name.ShouldNotStartWith(order.Id);
        }

        (await app.PostAsync("generators", Rows, key)).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "idempotencyKeyReused")
            .GetProperty("detail").GetString().ShouldBe("Use a new key to fit another.");
    }

    [Theory]
    [InlineData("""{"table": {"name": "cells", "rows": 5}, "quality": "score", "devices": [{"column": "ms"}]}""", "/table/rows", "at least 8")]
    [InlineData("""{"table": {"name": "cells", "rows": 5000}, "quality": "score", "devices": [{"id": "no-such-board"}]}""", "/devices/0/id", "There is no device 'no-such-board'")]
    [InlineData("""{"table": {"name": "cells"}, "quality": "score", "devices": [{"id": "local-cpu"}]}""", "/devices/0/id", "./serverless device measure --references --space nasbench201 --channels 16 --cells 5 --shape 3x32x32x10 --append my-cpu.csv")]
    [InlineData("""{"table": {"name": "cells"}, "quality": "score", "cost": "energyMj", "devices": [{"id": "local-cpu"}]}""", "/devices/0/id", "PUT /api/devices/my-cpu")]
    [InlineData("""{"searches": ["s-nowhere"], "devices": [{"id": "board"}]}""", "/searches/0", "There is no search")]
    [InlineData("{}", "/searches", "or a table")]
    public async Task Post_WhatCannotBeFitted_IsRefused(string body, string pointer, string message)
    {
        await UploadTableAsync();

        var answer = await app.PostAsync("generators", body);

        var errors = answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "invalidRequest").GetProperty("errors");
        errors.GetProperty(pointer)[0].GetString().ShouldNotBeNull().ShouldContain(message);
    }

    [Fact]
    public async Task Ask_AGeneratorThatIsReady_AnswersForDevicesThatItKnowsAndThatAreMeasured()
    {
        var id = await UploadGeneratorAsync();

        var best = (await app.GetAsync($"generators/{id}/architectures?device=phone&latencyMs=7&count=3")).Json;
        var front = (await app.GetAsync($"generators/{id}/architectures?device=board&count=4")).Json;

        best.GetProperty("architectures").GetArrayLength().ShouldBe(3);
        var first = best.GetProperty("architectures")[0];
        first.GetProperty("predicted").GetProperty("latencyMs@phone").GetDouble().ShouldBeLessThanOrEqualTo(7);
        first.GetProperty("deviations").GetProperty("accuracy").GetDouble().ShouldBeGreaterThan(0);
        Space.TryParse(first.GetProperty("architecture").GetString()!, out var architecture, out _).ShouldBeTrue();
        Space.IdOf(architecture!).Value.ShouldBe(first.GetProperty("candidate").GetString());
        front.GetProperty("architectures").EnumerateArray().Select(one => one.GetProperty("predicted").GetProperty("latencyMs@board").GetDouble()).ShouldBeInOrder();

        var unknown = (await app.GetAsync($"generators/{id}/architectures?device=tablet")).ShouldBeProblem(HttpStatusCode.NotFound, "deviceNotFound");
        unknown.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("It knows phone, board, and the platform has no device 'tablet'. For another device: 'tablet' has measured 0 of the 10");
        await RegisterAsync("tablet", 9);
        (await app.GetAsync($"generators/{id}/architectures?device=tablet")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "deviceNotMeasured")
            .GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("'tablet' has measured 9 of the 10");
        await RegisterAsync("tablet", 10);
        var tablet = (await app.GetAsync($"generators/{id}/architectures?device=tablet&latencyMs=30")).Json;
        tablet.GetProperty("architectures")[0].GetProperty("predicted").GetProperty("latencyMs@tablet").GetDouble().ShouldBeLessThanOrEqualTo(30);

        await RegisterAsync("board", 10);
        (await app.GetAsync($"generators/{id}/architectures?device=board")).Json.GetProperty("leastCost").GetDouble().ShouldBe(4, "what it takes now");
        using var delete = new HttpRequestMessage(HttpMethod.Delete, "devices/board");
        (await app.SendAsync(delete)).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Ask_WhatCannotBeAnswered_IsToldWithTheRemedy()
    {
        var id = await UploadGeneratorAsync();

        (await app.GetAsync("generators/gen-nowhere/architectures?device=phone")).ShouldBeProblem(HttpStatusCode.NotFound, "generatorNotFound");
        (await app.GetAsync($"generators/{id}/architectures")).ShouldBeProblem(HttpStatusCode.BadRequest, "invalidParameter");
        (await app.GetAsync($"generators/{id}/architectures?device=phone&count=101")).ShouldBeProblem(HttpStatusCode.BadRequest, "invalidParameter");
        (await app.GetAsync($"generators/{id}/architectures?device=phone&latencyMs=0")).ShouldBeProblem(HttpStatusCode.BadRequest, "invalidParameter");
        (await app.GetAsync($"generators/{id}/architectures?device=phone&energyMj=5")).ShouldBeProblem(HttpStatusCode.BadRequest, "invalidParameter")
            .GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("It predicts latencyMs, not energyMj");
        (await app.GetAsync($"generators/{id}/architectures?device=phone&latencyMs=0.5")).ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "limitTooLow")
            .GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("is 1. Allow at least that");
        var broken = await UploadGeneratorAsync(cost: [1, 2, 3]);
        (await app.GetAsync($"generators/{broken}/architectures?device=phone")).ShouldBeProblem(HttpStatusCode.InternalServerError, "documentBroken")
            .GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("cost' cannot be used");
    }

    [Fact]
    public async Task Search_WithSeedsFromAGenerator_BeginsWithItsAnswers()
    {
        var id = await UploadGeneratorAsync();
        var body = FunctionsApp.Request();
        string With(string seeds) => body.Replace("\"seed\":", $"\"seedsFrom\": {seeds}, \"seed\":", StringComparison.Ordinal);

        var answer = await app.PostAsync("./searches:validate", With($$"""{"generator": "{{id}}", "device": "phone", "limit": 7, "count": 3}"""));
        var low = await app.PostAsync("./searches:validate", With($$"""{"generator": "{{id}}", "device": "phone", "limit": 0.5}"""));

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body);
        var best = (await app.GetAsync($"generators/{id}/architectures?device=phone&latencyMs=7&count=3")).Json.GetProperty("architectures");
        answer.Json.GetProperty("seeds").EnumerateArray().Select(seed => seed.GetString())
            .ShouldBe(best.EnumerateArray().Select(one => one.GetProperty("architecture").GetString()));
        answer.Json.GetProperty("seedsFrom").GetProperty("generator").GetString().ShouldBe(id);
        (await app.PostAsync("./searches:validate", answer.Body)).Status.ShouldBe(HttpStatusCode.OK, "what was asked once is kept");
        var key = ("Idempotency-Key", Guid.NewGuid().ToString("N"));
        var seeded = With($$"""{"generator": "{{id}}", "device": "phone", "limit": 7, "count": 3}""");
        var begun = await app.PostAsync("searches", seeded, key);
        begun.Status.ShouldBe(HttpStatusCode.Accepted, begun.Body);
        using var delete = new HttpRequestMessage(HttpMethod.Delete, $"generators/{id}");
        (await app.SendAsync(delete)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await app.PostAsync("searches", seeded, key)).Location.ShouldBe(begun.Location, "the search keeps what it began with");
        low.ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "invalidRequest").GetProperty("errors").GetProperty("/seedsFrom/limit")[0].GetString()
            .ShouldNotBeNull().ShouldContain("the lowest of");
    }

    [Fact]
    public async Task Message_WithSeedsFromAGeneratorDeliveredAgain_KeepsTheFirstAnswer()
    {
        var id = await UploadGeneratorAsync();
        var queue = app.Queues.GetQueueClient("search-requests");
        var message = FunctionsApp.Request().Replace(
            "\"seed\":", $$"""
            "id": "seeded-by-message", "seedsFrom": {"generator": "{{id}}", "device": "phone", "count": 2}, "seed":
            """, StringComparison.Ordinal);
        await queue.SendMessageAsync(message);
        await Eventually.HoldsAsync("the search is there", async () => (await app.GetAsync("searches/seeded-by-message")).Status == HttpStatusCode.OK);
        using var delete = new HttpRequestMessage(HttpMethod.Delete, $"generators/{id}");
        (await app.SendAsync(delete)).Status.ShouldBe(HttpStatusCode.NoContent);

        var again = (await queue.SendMessageAsync(message)).Value.MessageId;

        await Eventually.HoldsAsync("it is handled", async () => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0);
        (await app.Blobs.GetBlobContainerClient("rejected").GetBlobClient(again + ".json").ExistsAsync()).Value.ShouldBeFalse();
    }

    static double MillisecondsOf(string notation)
    {
        Space.TryParse(notation, out var architecture, out _).ShouldBeTrue();
        var code = architecture!.Genotype.ToArray();
        return 1 + code.Count(operation => operation == 2) + (2 * code.Count(operation => operation == 3));
    }

    async Task RegisterAsync(string device, int measured)
    {
        var values = TinyGenerator.Metadata.References.Take(measured).Select((text, place) => $$"""{"architecture": "{{text}}", "value": {{4 * (place + 1)}}}""");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"devices/{device}")
        {
            Content = new StringContent(
                $$$"""
                {"kind": "measured", "measurements": [{"metric": "latencyMs", "networks": {"space": "nasbench201-canonical", "channels": 16, "cellsPerStage": 5, "shape": "3x32x32x10"},
                 "values": [{{{string.Join(", ", values)}}}]}]}
                """,
                System.Text.Encoding.UTF8,
                "application/json"),
        };
        var answer = await app.SendAsync(request);
        answer.Status.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.OK);
    }

    async Task<GeneratorOrder> ReadAsync(string id)
    {
        var content = await app.Blobs.GetBlobContainerClient("generators").GetBlobClient($"{id}/order.json").DownloadContentAsync();
        return JsonSerializer.Deserialize(content.Value.Content, CoreJson.Default.GeneratorOrder)!;
    }

    async Task<string> UploadGeneratorAsync(byte[]? cost = null)
    {
        var id = GeneratorId.From(Guid.NewGuid());
        var document = new GeneratorDocument
        {
            Id = id,
            Metadata = TinyGenerator.Metadata,
            Quality = TinyGenerator.Quality,
            GeneratorBlob = $"generators/{id}/generator.onnx",
            CostBlob = $"generators/{id}/cost.onnx",
            QualityBlob = $"generators/{id}/quality.onnx",
            FitSeconds = 1,
            Worker = "w1",
        };
        var order = new GeneratorOrder
        {
            Id = id,
            Request = new GeneratorRequest { Kind = GeneratorKind.Modnas, Cost = "latencyMs" },
            Space = TinyGenerator.Metadata.Space,
            Dataset = new DatasetSpecification { Name = "cells", TrainingImages = 0, ValidationImages = 0 },
            Shape = TinyGenerator.Metadata.Shape,
            Quality = TinyGenerator.Metadata.Quality,
            Cost = TinyGenerator.Metadata.Cost,
            Fidelity = "full",
            References = TinyGenerator.Metadata.References,
            Devices = [],
            Qualities = [],
            Costs = [],
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        var container = app.Blobs.GetBlobContainerClient("generators");
        await container.GetBlobClient($"{id}/order.json").UploadAsync(new BinaryData(JsonSerializer.SerializeToUtf8Bytes(order, CoreJson.Default.GeneratorOrder)));
        await container.GetBlobClient($"{id}/generator.onnx").UploadAsync(new BinaryData(TinyGenerator.GeneratorFile()));
        await container.GetBlobClient($"{id}/cost.onnx").UploadAsync(new BinaryData(cost ?? TinyGenerator.CostFile()));
        await container.GetBlobClient($"{id}/quality.onnx").UploadAsync(new BinaryData(TinyGenerator.QualityFile()));
        await container.GetBlobClient($"{id}/generator.json").UploadAsync(
            new BinaryData(JsonSerializer.SerializeToUtf8Bytes(document, CoreJson.Default.GeneratorDocument)));
        return id;
    }

    async Task UploadTableAsync()
    {
        foreach (var (name, content) in CellTable.Blobs)
        {
            await app.Blobs.GetBlobContainerClient("tables").GetBlobClient(name).UploadAsync(new BinaryData(content), overwrite: true);
        }
    }
}
