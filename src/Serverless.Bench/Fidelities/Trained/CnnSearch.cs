using Serverless.Algorithms;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Inheritance;
using Serverless.Learning.Training;
using Serverless.Spaces;

namespace Serverless.Bench.Fidelities.Trained;

/// <summary>One search with the engine of the platform, whose candidates are trained one after the other in this process.</summary>
/// <remarks>In an asynchronous search, evaluations end in the order in which they began, so that equal seeds give equal searches.</remarks>
sealed class CnnSearch(SearchRequest request, CandidateTrainer trainer, CancellationToken cancellation)
{
    const string Device = "cpu";

    readonly RungLadder _ladder = RungLadder.Of(request);
    readonly Dictionary<CandidateId, TrainingCheckpoint> _checkpoints = [];
    readonly Dictionary<CandidateId, byte[]> _weights = [];
    readonly HashSet<CandidateId> _begun = [];
    readonly List<CnnStep> _steps = [];
    double _seconds;
    int _epochs;
    int _grown;
    int _cut;
    int _failed;

    /// <summary>Runs until the budget of the request is used up.</summary>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public CnnResult Run()
    {
        var evaluator = new TrainingEvaluator(request, new Dictionary<string, Core.Devices.DeviceDefinition>());
        if (request.IsAsynchronous)
        {
            new AsynchronousRun(evaluator, Evaluate).Run(open => [open[0].Arrival], cancellation);
        }
        else
        {
            new SearchRun(evaluator, Evaluate).Run(cancellation);
        }

        return new CnnResult(_steps, _begun.Count, _grown, _cut, _failed, _epochs, _seconds);
    }

    Evaluation Evaluate(Evaluation started, Candidate candidate, int rung, Evaluation? before)
    {
        var id = candidate.Proposed.Id;
        var begun = Environment.CpuUsage.TotalTime;
        var (trained, failure) = Train(candidate, rung);
        var seconds = (Environment.CpuUsage.TotalTime - begun).TotalSeconds;
        var evaluation = started with { Cost = new EvaluationCost { TrainingSeconds = seconds, TrainedOn = Device } };
        if (trained is not null)
        {
            evaluation = Outcomes.AddMetric(evaluation, Metric.Accuracy.Name, trained.AccuracyPercent, provenance: null);
        }

        evaluation = RungOutcomes.Join(evaluation, before, _ladder, rung, request);
        _begun.Add(id);
        _epochs += evaluation.Cost.Epochs - (before?.Cost.Epochs ?? 0);
        _seconds += seconds;
        if (trained is null)
        {
            _failed++;
            return Outcomes.Fail(evaluation, failure!);
        }

        if (rung == _ladder.Count)
        {
            _steps.Add(new CnnStep(_epochs, trained.AccuracyPercent, evaluation.Metrics[Metric.Parameters.Name]));
        }

        return RungOutcomes.Note(Outcomes.Conclude(evaluation, RungObjectives.RequiredAt(request, _ladder, rung)), isCached: false, _ladder, rung);
    }

    (TrainedCandidate? Trained, string? Failure) Train(Candidate candidate, int rung)
    {
        var proposed = candidate.Proposed;
        var task = new TrainingTask(
            proposed.Id, proposed.Architecture, request.Space, request.Dataset, request.Training, request.EvaluationSeed, _ladder.StopOf(rung));
        if (proposed.Inherits is { } inherits)
        {
            task = task with
            {
                Parent = new ParentNetwork(inherits.Architecture, inherits.Kind, _weights[inherits.Parent]),
                Recipe = CutEpochs.RecipeOf(request, inherits, task.Recipe),
            };
            _ = inherits.Kind == InheritanceKind.Grow ? _grown++ : _cut++;
        }

        try
        {
            var trained = trainer.Train(task, cancellation, from: _checkpoints.GetValueOrDefault(proposed.Id));
            Keep(proposed.Id, rung, trained);
            return (trained, null);
        }
        catch (TrainingException diverged)
        {
            return (null, diverged.Message);
        }
    }

    void Keep(CandidateId id, int rung, TrainedCandidate trained)
    {
        if (rung < _ladder.Count)
        {
            _checkpoints[id] = trained.Checkpoint;
            return;
        }

        _checkpoints.Remove(id);
        if (request.Algorithm.HandsWeightsOn && trained.Weights is { } weights)
        {
            _weights[id] = weights;
        }
    }
}

/// <summary>The result of a search.</summary>
/// <param name="Steps">The networks that were trained to the end, in that order.</param>
/// <param name="Begun">The number of candidates with any training.</param>
/// <param name="Grown">The number of trainings that began with all weights of a parent.</param>
/// <param name="Cut">The number of trainings that began with some weights of a parent.</param>
/// <param name="Failed">The number of trainings that diverged.</param>
/// <param name="Epochs">The epochs of all trainings.</param>
/// <param name="Seconds">The processor seconds of training, validating and exporting, on one thread.</param>
sealed record CnnResult(IReadOnlyList<CnnStep> Steps, int Begun, int Grown, int Cut, int Failed, int Epochs, double Seconds);

/// <summary>A network that was trained to the end.</summary>
/// <param name="Epochs">The epochs of all trainings up to and including this one.</param>
/// <param name="AccuracyPercent">The accuracy on the validation images, in percent.</param>
/// <param name="Parameters">The number of parameters of the network.</param>
sealed record CnnStep(int Epochs, double AccuracyPercent, double Parameters);
