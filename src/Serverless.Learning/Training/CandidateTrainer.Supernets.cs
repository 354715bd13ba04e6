using Serverless.Learning.Datasets;
using Serverless.Learning.Supernets;
using Serverless.Spaces;
using TorchSharp;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <content>Networks that share weights.</content>
public sealed partial class CandidateTrainer
{
    /// <summary>Trains a supernet, from the beginning or from a checkpoint of the same task.</summary>
    /// <param name="task">What to train, and how.</param>
    /// <param name="cancellation">Cancels the training before the next step.</param>
    /// <param name="progress">Called after each epoch.</param>
    /// <param name="from">The checkpoint to resume from, not beyond the last epoch; null to start from the beginning.</param>
    /// <param name="keeper">Stores checkpoints during the training; null to store none.</param>
    /// <exception cref="ArgumentException">The task names a search space other than the mobile one, or one of its values is out of range.</exception>
    /// <exception cref="DatasetException">The dataset's files are missing or damaged.</exception>
    /// <exception cref="TrainingException">The training diverged.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public TrainedSupernet TrainSupernet(
        SupernetTask task, CancellationToken cancellation, Action<EpochProgress>? progress = null, TrainingCheckpoint? from = null, ICheckpointKeeper? keeper = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        RequireShared(task.Space);
        ArgumentOutOfRangeException.ThrowIfLessThan(task.Supernet.Epochs, Core.Searches.Requests.SupernetSpecification.LeastEpochs, nameof(task));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(task.Supernet.NetworksPerStep, nameof(task));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(task.Recipe.ImagesPerEpoch ?? 1, task.Dataset.TrainingImages, nameof(task));
        var largest = new TrainingTask(
            SubnetChoices.Space.IdOf(SubnetChoices.Largest), SubnetChoices.Space.Format(SubnetChoices.Largest), task.Space, task.Dataset, task.Recipe, task.Seed);
        set_num_threads(_options.Threads);
        var dataset = _datasets.Take(task.Dataset, _options.DatasetFolder, _device);
        try
        {
            return WithMemory(largest, dataset, () => TrainSupernet(task, dataset, progress, from, keeper, cancellation), cancellation);
        }
        finally
        {
            _datasets.Return(dataset);
        }
    }

    /// <summary>Evaluates a candidate with the weights that it inherits from a supernet, without training it.</summary>
    /// <param name="task">The candidate; its recipe does not affect the accuracy.</param>
    /// <param name="supernet">The <see cref="TrainedSupernet.Weights"/> of a supernet of the same search space and dataset.</param>
    /// <param name="cancellation">Cancels the evaluation before the next batch.</param>
    /// <exception cref="ArgumentException">The task names a search space other than the mobile one, or an invalid architecture.</exception>
    /// <exception cref="InvalidDataException">The file is not a supernet, or its networks are of another size.</exception>
    /// <exception cref="DatasetException">The dataset's files are missing or damaged.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public InheritedAccuracy Inherit(TrainingTask task, ReadOnlyMemory<byte> supernet, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        RequireShared(task.Space);
        var (canonical, architecture, _) = Canonical(task);
        set_num_threads(_options.Threads);
        var dataset = _datasets.Take(canonical.Dataset, _options.DatasetFolder, _device);
        try
        {
            return WithMemory(canonical, dataset, () => Inherit(canonical, architecture, supernet, dataset, cancellation), cancellation);
        }
        finally
        {
            _datasets.Return(dataset);
        }
    }

    TrainedSupernet TrainSupernet(
        SupernetTask task, ResidentDataset dataset, Action<EpochProgress>? progress, TrainingCheckpoint? from, ICheckpointKeeper? keeper, CancellationToken cancellation)
    {
        var begin = _clock.GetTimestamp();
        using var scope = NewDisposeScope();
        using var supernet = new MobileSupernet(task.Space, dataset.Shape, task.Seed).to(_device);
        using var run = new SupernetRun(supernet, dataset, task, _device);
        if (from is not null)
        {
            run.Resume(from);
        }

        var training = new WatchedTraining(run, keeper, from, Spent);
        var accuracy = training.Train(task.Supernet.Epochs, Tell, cancellation);
        return new TrainedSupernet(accuracy, training.Loss, Spent(), SupernetFile.Write(supernet), DeviceName);

        double Spent() => (from?.Seconds ?? 0) + Seconds(begin);

        void Tell(int epoch, double loss, double training) =>
            progress?.Invoke(new EpochProgress(epoch, task.Supernet.Epochs, loss, training, Seconds(begin)));
    }

    InheritedAccuracy Inherit(
        TrainingTask task, Architecture architecture, ReadOnlyMemory<byte> file, ResidentDataset dataset, CancellationToken cancellation)
    {
        var begin = _clock.GetTimestamp();
        using var scope = NewDisposeScope();
        using var supernet = new MobileSupernet(task.Space, dataset.Shape, task.Seed).to(_device);
        SupernetFile.Load(supernet, file);
        var accuracy = SupernetFile.AccuracyOf(supernet, architecture, dataset, _device, () => { }, cancellation);
        return new InheritedAccuracy(accuracy, Seconds(begin), DeviceName);
    }

    static void RequireShared(SpaceSpecification space)
    {
        if (space is not { Name: MobileSpace.SpaceName, BitWidths: null, Recipe: null, Definition: null })
        {
            throw new ArgumentException(
                $"Networks of '{space.Name}' share no weights: a supernet needs '{MobileSpace.SpaceName}', without bit widths and without recipes.", nameof(space));
        }
    }
}
