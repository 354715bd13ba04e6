using System.Net;

namespace Serverless.Functions.Tests.Triggers.Http;

[Collection(HttpCollection.Name)]
public sealed class PostSearchTests(FunctionsApp app)
{
    [Fact]
    public async Task Post_Valid_IsAcceptedAndRuns()
    {
        var answer = await app.PostAsync("searches", FunctionsApp.Request());

        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Body);
        answer.EntityTag.ShouldNotBeNull();
        answer.Json.GetProperty("state").GetString().ShouldBe("Pending");
        var location = answer.Location.ShouldNotBeNull();
        location.ShouldEndWith($"/api/searches/{answer.Json.GetProperty("id").GetString()}");
        await Testing.Eventually.HoldsAsync("it runs and shows what it does", () => app.IsEvaluatingAsync(location));
    }

    [Fact]
    public async Task Post_AnotherSpaceAndItsCosts_RunsUntilCandidatesAreTrained()
    {
        const string objectives = """[{"metric": "accuracy", "goal": "maximise"}, {"metric": "peakMemoryBytes", "goal": "minimise"}]""";
        var request = FunctionsApp.Request(objectives: objectives).Replace(
            """{"name": "nasbench201-canonical", "channels": 4, "cellsPerStage": 1}""", """{"name": "nasbench-macro-canonical", "channels": 4}""", StringComparison.Ordinal);

        var answer = await app.PostAsync("searches", request);

        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Body);
        await Testing.Eventually.HoldsAsync("it runs", () => app.IsEvaluatingAsync(answer.Location!));
    }

    [Fact]
    public async Task Post_ThresholdThatNothingReaches_IsAcceptedWithAWarning()
    {
        const string Objectives = """[{"metric": "accuracy", "goal": "maximise", "threshold": 101}, {"metric": "parameters", "goal": "minimise"}]""";

        var answer = await app.PostAsync("searches", FunctionsApp.Request(objectives: Objectives));

        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Body);
        answer.Json.GetProperty("warnings")[0].GetProperty("pointer").GetString().ShouldBe("/objectives/0/threshold");
        (await app.GetAsync($"searches/{answer.Json.GetProperty("id").GetString()}")).Json.TryGetProperty("warnings", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Post_SameKeySameRequest_ReplaysTheAnswer()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var first = await app.PostAsync("searches", FunctionsApp.Request(), key);
        var searches = await app.CountSearchesAsync();
        await Testing.Eventually.HoldsAsync("it runs", () => app.IsEvaluatingAsync(first.Location!));
        var second = await app.PostAsync("searches", FunctionsApp.Request().Replace("\n", "", StringComparison.Ordinal), key);

        second.ShouldBe(first);
        (await app.CountSearchesAsync()).ShouldBe(searches);
    }

    [Fact]
    public async Task Post_SameKeyAtOnce_MakesOneSearch()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var searches = await app.CountSearchesAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => app.PostAsync("searches", FunctionsApp.Request(), key)));

        answers.Distinct().ShouldHaveSingleItem().Status.ShouldBe(HttpStatusCode.Accepted);
        (await app.CountSearchesAsync()).ShouldBe(searches + 1);
    }

    [Fact]
    public async Task Post_SameKeyOtherRequest_IsRefused()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        await app.PostAsync("searches", FunctionsApp.Request(seed: 1), key);
        var blobs = await app.CountSearchesAsync();

        var answer = await app.PostAsync("searches", FunctionsApp.Request(seed: 2), key);

        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "idempotencyKeyReused");
        (await app.CountSearchesAsync()).ShouldBe(blobs);
    }
}
