using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Fronts;

/// <summary>Evaluations of made-up candidates: accuracy up, latency down.</summary>
static class Evaluations
{
    public static Objective Accuracy { get; } = new() { Metric = "accuracy", Goal = Goal.Maximise };

    public static Objective Latency { get; } = new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = "board" };

    public static Evaluation Completed(string candidate, double accuracy, double latency, int generation = 0) => new()
    {
        Candidate = new CandidateId(candidate),
        Architecture = $"|{candidate}|",
        Generation = generation,
        Parents = [new CandidateId("parent")],
        Fidelity = "full",
        Status = EvaluationStatus.Completed,
        Metrics = new Dictionary<string, double> { ["accuracy"] = accuracy, ["latencyMs@board"] = latency, ["parameters"] = 1234 },
        Recipe = "recipe",
        ModelBlob = $"jobs/{candidate}/model.onnx",
    };

    public static Evaluation Ended(string candidate, EvaluationStatus status) =>
        Completed(candidate, 0, 0) with { Status = status, Metrics = new Dictionary<string, double> { ["parameters"] = 9 } };

    public static EvaluationSet Generation(int generation, params Evaluation[] evaluations) =>
        new() { Generation = generation, Evaluations = [.. evaluations.Select(evaluation => evaluation with { Generation = generation })] };
}
