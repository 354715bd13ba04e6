using Microsoft.Extensions.Logging;
using Serverless.Domain.Jobs;
using Serverless.Domain.Objectives;
using Serverless.Learning.Training;
using Serverless.Worker.Accounting;

namespace Serverless.Worker.Jobs;

/// <summary>Trains a candidate, judges it on the validation images and keeps the exported network.</summary>
sealed class TrainHandler(CandidateTrainer trainer, JobModels models, WorkClock clock, ILogger<TrainHandler> log) : IJobHandler
{
    public JobKind Kind => JobKind.Train;

    public async Task<JobOutput> RunAsync(Job job, CancellationToken cancellation)
    {
        clock.Switch(WorkKind.Training);
        var trained = Train(job, cancellation);
        clock.Switch(WorkKind.Other);
        var model = await models.KeepAsync(job.Id, trained.OnnxModel, cancellation);
        return new JobOutput(
            new Dictionary<string, double> { [Metric.Accuracy.Name] = trained.AccuracyPercent, ["finalLoss"] = trained.FinalLoss },
            trained.TrainSeconds,
            trained.RanOn,
            model.ToString());
    }

    TrainedCandidate Train(Job job, CancellationToken cancellation)
    {
        var task = new TrainingTask(job.Candidate, job.Architecture, job.Space, job.Dataset, job.Training, job.Seed);
        try
        {
            return trainer.Train(task, cancellation, progress => log.Epoch(job.Id, progress.Epoch, progress.Epochs, progress.Loss));
        }
        catch (ArgumentException impossible)
        {
            throw new JobInputException(impossible.Message, impossible);
        }
    }
}
