using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Serverless.Application.Telemetry;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Inference;
using Serverless.Learning.Datasets;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.EndToEnd.Tests;

[Collection(LongCollection.Name)]
public sealed class MeasuredSearchTests(SharedPlatform shared)
{
    const string App = "serverless-functions";
    const string Worker = "serverless-worker";

    [Fact]
    public async Task Search_OnTheLocalCpu_MeasuresTrainsAndTestsItsFrontInOneTrace()
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        await using var platform = await shared.BeginAsync();
        var worker = platform.StartWorker("worker-a");
        var small = Requests.Small(trainings: 4);

        var searchId = await platform.Searches.PostAsync(small with
        {
            Objectives = [small.Objectives[0], new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = "local-cpu", Threshold = 50 }],
            Constraints = [new() { Metric = "parameters", AtMost = 30_000 }, new() { Metric = "latencyMs", Device = "local-cpu", AtMost = 1_000 }],
        }, $"00-{trace}-b7ad6b7169203331-01");

        // Beside it one whose latency no network keeps: each candidate is measured, and none is trained.
        var tooSlow = await platform.Searches.PostAsync(small with
        {
            Constraints = [new() { Metric = "latencyMs", Device = "local-cpu", AtMost = 1e-6 }],
            Budgets = new() { Evaluations = 3, Trainings = 3 },
        });

        var search = await platform.EndOfAsync(searchId);
        search.State.ShouldBe(SearchStatus.Completed, $"{search.Error} {worker.Output}");
        var front = await platform.Searches.FrontAsync(searchId);
        front.Members.ShouldNotBeEmpty();
        front.Hypervolume.ShouldBeGreaterThan(0);
        var limited = await platform.EndOfAsync(tooSlow);
        (limited.State, limited.Outcomes?.Infeasible, limited.Budget.TrainingsUsed, limited.Budget.TrainingsReserved).ShouldBe((SearchStatus.Completed, 3, 0, 0));
        limited.Outcomes!.Misses.ShouldHaveSingleItem().Count.ShouldBe(3);
        foreach (var member in front.Members)
        {
            member.Objectives["latencyMs@local-cpu"].ShouldBeGreaterThan(0);
            member.Metrics["testAccuracy"].ShouldBeInRange(1, 100);
            member.Metrics["parameters"].ShouldBeInRange(1, 30_000);
        }

        (string Service, string Span)[] spans =
        [
            (App, "PostSearch"), (App, SpanNames.SubmitSearch), (App, SpanNames.AdvanceWork), (Worker, SpanNames.Train), (Worker, SpanNames.Measure),
            (App, SpanNames.JobResult), (App, SpanNames.Merge), (Worker, SpanNames.Test), (App, SpanNames.EndSearch),
        ];
        foreach (var (service, span) in spans)
        {
            await Eventually.HoldsAsync(
                $"{service} has sent span '{span}' of trace {trace}", () => Task.FromResult(platform.Telemetry.HasSpan(service, span, trace)), TimeSpan.FromMinutes(1));
        }

        await JudgeAtHomeAsync(platform, searchId, front.Members[0], small.Dataset);
        await TrainAgainAsync(platform, searchId, front.Members[0].Candidate);
    }

    /// <summary>The network that is taken home is the one that was judged.</summary>
    static async Task JudgeAtHomeAsync(Platform platform, string searchId, FrontMember member, DatasetSpecification dataset)
    {
        var network = await platform.Client.GetByteArrayAsync(ModelOf(searchId, member.Candidate, "onnx"));
        using var classifier = new OnnxClassifier("taken home", network, DatasetDescription.FashionMnist.Shape);
        var (test, validation) = (DatasetLoader.LoadTest(dataset, folder: null), DatasetLoader.LoadSplit(dataset, folder: null).Validation);

        classifier.AccuracyPercent(test.Pixels, test.Labels).ShouldBe(member.Metrics["testAccuracy"], 1e-9);

        // By TorchSharp, whose sums differ in their last bits: one image of 200 may lie on the edge.
        classifier.AccuracyPercent(validation.Pixels, validation.Labels).ShouldBe(member.Objectives["accuracy"], 0.51);
        classifier.Metadata["candidate"].ShouldBe(member.Candidate.Value);
    }

    static async Task TrainAgainAsync(Platform platform, string searchId, CandidateId candidate)
    {
        using var order = new StringContent($$$"""{"candidates": ["{{{candidate}}}"], "training": {"epochs": 2}}""", new MediaTypeHeaderValue("application/json"));
        using var answer = await platform.Client.PostAsync(new Uri($"searches/{searchId}:retrain", UriKind.Relative), order);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        var again = await platform.EndOfAsync(answer.Headers.Location!.ToString().Split('/')[^1]);

        (again.State, again.Budget.TrainingsSpent).ShouldBe((SearchStatus.Completed, 1), again.Error);
        var front = await platform.Searches.FrontAsync(again.Id);
        front.RetrainOf.ShouldBe(searchId);
        front.Members.ShouldHaveSingleItem().Candidate.ShouldBe(candidate);
        (await platform.Client.GetByteArrayAsync(ModelOf(again.Id, candidate, "safetensors"))).Length.ShouldBeGreaterThan(1_000);
    }

    static Uri ModelOf(string searchId, CandidateId candidate, string format) =>
        new($"searches/{searchId}/candidates/{candidate}/model?format={format}", UriKind.Relative);

    [Fact]
    public async Task Search_OfMobileNetworks_TrainsAndMeasuresWhatFitsIntoMemory()
    {
        const int memory = 40_000;
        var space = new MobileSpace();
        var request = Requests.Small(trainings: 2) with
        {
            Space = space.DefaultSkeleton with { Channels = 4 },
            Objectives =
            [
                new() { Metric = "accuracy", Goal = Goal.Maximise },
                new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = "local-cpu" },
                new() { Metric = "macs", Goal = Goal.Minimise },
            ],
            Constraints = [new() { Metric = "peakMemoryBytes", AtMost = memory }],
        };
        await using var platform = await shared.BeginAsync();
        var worker = platform.StartWorker("worker-a");

        var searchId = await platform.Searches.PostAsync(request);

        var search = await platform.EndOfAsync(searchId);
        search.State.ShouldBe(SearchStatus.Completed, $"{search.Error} {worker.Output}");
        var front = await platform.Searches.FrontAsync(searchId);
        front.Members.ShouldNotBeEmpty();
        foreach (var member in front.Members)
        {
            member.Objectives["latencyMs@local-cpu"].ShouldBeGreaterThan(0);
            member.Metrics["peakMemoryBytes"].ShouldBeInRange(1, memory);
            space.TryParse(member.Architecture, out var architecture, out var error).ShouldBeTrue(error);
            member.Objectives["macs"].ShouldBe(space.Cost(architecture!, request.Space, DatasetDescription.FashionMnist.Shape).Macs);
        }
    }

    [Fact]
    public async Task Search_MeasuredOnOneWorker_MovesWithinAGeneration()
    {
        await using var platform = await shared.BeginAsync();
        var worker = platform.StartWorker("worker-a");

        // Long enough trainings that a measurement is queued while the next one runs.
        var searchId = await platform.Searches.PostAsync(Requests.Small(trainings: 4, trainingImages: 2048) with
        {
            Objectives = [new() { Metric = "accuracy", Goal = Goal.Maximise }, new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = "local-cpu" }],
        });

        var seen = new HashSet<int>();
        var search = await Eventually.GetAsync(
            "the search ends",
            async () =>
            {
                var now = await platform.Searches.GetAsync(searchId);
                seen.Add(now.Progress?.EvaluationsDone ?? 0);
                return now.State == SearchStatus.Running || now.State == SearchStatus.Pending ? null : now;
            },
            TimeSpan.FromMinutes(8));
        search.State.ShouldBe(SearchStatus.Completed, $"{search.Error} {worker.Output}");
        seen.ShouldContain(done => done > 0 && done < 4, "one generation of four is all there is");
        var (measured, begun) = (Trainings.FirstMeasurementOf(worker), Trainings.LastBeginningOf(worker));
        measured.ShouldBeLessThan(begun, $"the first measurement ends before the last training begins. {worker.Output}");
    }
}
