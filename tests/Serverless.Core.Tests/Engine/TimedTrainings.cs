using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Tests.Engine;

/// <summary>Trainings with durations that a test sets.</summary>
static class TimedTrainings
{
    /// <param name="request">The search's.</param>
    /// <param name="device">What they run on.</param>
    /// <param name="secondsOf">Seconds that so many epochs take.</param>
    public static Evaluate On(SearchRequest request, string device, Func<int, double> secondsOf)
    {
        var ladder = RungLadder.Of(request);
        return (started, candidate, rung, before) =>
        {
            var trained = Outcomes.AddMetric(started, Metric.Accuracy.Name, 10 + (candidate.Architecture.Genotype[0] * rung), null) with
            {
                Cost = new EvaluationCost { TrainedOn = device }.PlusTraining(secondsOf(ladder.EpochsAddedBy(rung)), device),
            };
            return RungOutcomes.Note(
                Outcomes.Conclude(RungOutcomes.Join(trained, before, ladder, rung, request), RungObjectives.RequiredAt(request, ladder, rung)),
                isCached: false,
                ladder,
                rung);
        };
    }
}
