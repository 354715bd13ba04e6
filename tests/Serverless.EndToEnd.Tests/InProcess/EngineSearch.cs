using Serverless.Bench.Running;
using Serverless.Core.Devices;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Inheritance;
using Serverless.Learning.Training;

namespace Serverless.EndToEnd.Tests.InProcess;

/// <summary>
/// Runs a request with the engine in this process and trains its candidates here. The platform must have the same result, whatever is killed.
/// </summary>
sealed class EngineSearch
{
    readonly CandidateTrainer _trainer;
    readonly SearchRequest _request;
    readonly RungLadder _ladder;
    readonly Dictionary<string, TrainingCheckpoint> _checkpoints = [];
    readonly Dictionary<string, byte[]> _weights = [];

    EngineSearch(SearchRequest request, CandidateTrainer trainer) =>
        (_request, _ladder, _trainer) = (request, RungLadder.Of(request), trainer);

    /// <summary>What a search that is not disturbed comes to.</summary>
    public static async Task<Outcome> OutcomeOfAsync(SearchRequest request)
    {
        request = Requests.AsKept(request);

        // A worker of these tests has one thread too; trainings are equal only with as many.
        using var trainer = new CandidateTrainer(new TrainerOptions(Device: "cpu", Threads: 1));
        using var surrogates = new InProcessSurrogates(InProcessFits.Fit);
        var lookups = new Dictionary<string, DeviceDefinition> { [Requests.TableCpu.Id] = Requests.TableCpu };
        var run = new SearchRun(new TrainingEvaluator(request, lookups), new EngineSearch(request, trainer).Evaluate, surrogates);
        await Task.Run(() => run.Run());
        return Outcome.Of(run.Evaluations, run.Front!);
    }

    Evaluation Evaluate(Evaluation started, Candidate candidate, int rung, Evaluation? before)
    {
        var id = candidate.Proposed.Id;
        var task = new TrainingTask(
            id, candidate.Proposed.Architecture, _request.Space, _request.Dataset, _request.Training, _request.EvaluationSeed, _ladder.StopOf(rung));
        if (candidate.Proposed.Inherits is { } inherits)
        {
            task = task with
            {
                Parent = new ParentNetwork(inherits.Architecture, inherits.Kind, _weights[inherits.Parent.Value]),
                Recipe = CutEpochs.RecipeOf(_request, inherits, task.Recipe),
            };
        }

        var trained = _trainer.Train(task, CancellationToken.None, from: _checkpoints.GetValueOrDefault(id.Value));
        _checkpoints[id.Value] = trained.Checkpoint;
        _weights[id.Value] = trained.Weights ?? [];
        var evaluation = started with { Cost = new EvaluationCost { TrainingSeconds = trained.TrainSeconds, TrainedOn = trained.RanOn } };
        evaluation = Outcomes.AddMetric(evaluation, Metric.Accuracy.Name, trained.AccuracyPercent, provenance: null);
        evaluation = Outcomes.AddMetric(evaluation, "finalLoss", trained.FinalLoss, provenance: null);
        evaluation = RungOutcomes.Join(evaluation, before, _ladder, rung, _request);
        foreach (var objective in _request.Objectives.Where(objective => objective.Device is not null))
        {
            var value = LookupEstimator.Estimate(Requests.TableCpu, objective.Metric, Spaces.SearchSpaces.Of(_request.Space)!, candidate.Architecture);
            evaluation = Outcomes.AddMetric(evaluation, objective.Name, value, "looked up");
        }

        return RungOutcomes.Note(
            Outcomes.Conclude(evaluation, RungObjectives.RequiredAt(_request, _ladder, rung)), isCached: false, _ladder, rung);
    }
}
