using Serverless.Core.Recipes;
using Serverless.Learning.Datasets;
using Serverless.Learning.Kernels;
using Serverless.Learning.Networks;
using Serverless.Learning.Onnx;
using Serverless.Learning.WeightFiles;
using Serverless.Spaces;
using TorchSharp;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <summary>Trains candidates, measures their accuracy on the validation images and exports them. Thread-safe.</summary>
/// <remarks>
/// On a CPU the same task with the same number of threads gives the same weights, bit for bit, whatever is trained at the same time. Each
/// training is computed on the calling thread; the dataset of the last task stays on the device.
/// </remarks>
public sealed partial class CandidateTrainer : IDisposable
{
    readonly TrainerOptions _options;
    readonly TimeProvider _clock;
    readonly Device _device;
    readonly DatasetPool _datasets;
    readonly bool _ownsDatasets;
    readonly DeviceMemory? _memory;

    /// <param name="options">The device, threads and dataset folder.</param>
    /// <param name="clock">The clock; null for the system clock.</param>
    /// <param name="datasets">A pool shared with other trainers; null to create one for this trainer.</param>
    /// <param name="memory">The device's memory, shared with its other trainers; null to train without waiting for free memory.</param>
    /// <exception cref="ArgumentException">The number of threads is less than 1, or the device does not exist.</exception>
    /// <exception cref="InvalidOperationException">No kernels have been chosen for this process.</exception>
    public CandidateTrainer(
        TrainerOptions options, TimeProvider? clock = null, DatasetPool? datasets = null, DeviceMemory? memory = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Threads, nameof(options));
        TorchProcess.RequireStarted();
        FreedMemory.Keep();
        _options = options;
        _clock = clock ?? TimeProvider.System;
        _device = TrainingDevice.Choose(options.Device);
        (_datasets, _ownsDatasets, _memory) = (datasets ?? new DatasetPool(), datasets is null, memory);
    }

    /// <value>The device that the trainer runs on: <c>cpu</c> or <c>cuda:N</c>.</value>
    public string DeviceName => TrainingDevice.NameOf(_device);

    /// <summary>Trains a candidate, from the beginning or from a checkpoint of the same task.</summary>
    /// <param name="task">What to train, and how.</param>
    /// <param name="cancellation">Cancels the training before the next step.</param>
    /// <param name="progress">Called after each epoch.</param>
    /// <param name="from">The checkpoint to resume from, not beyond the last epoch; null to start from the beginning.</param>
    /// <param name="keeper">Stores checkpoints during the training; null to store none.</param>
    /// <exception cref="ArgumentException">The task names an unknown search space or dataset or an invalid architecture, or one of its values is out
    /// of range.</exception>
    /// <exception cref="DatasetException">The dataset's files are missing or damaged.</exception>
    /// <exception cref="InvalidDataException">The weights of the task's parent do not fit its network; the message says why.</exception>
    /// <exception cref="TrainingException">The training diverged.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public TrainedCandidate Train(
        TrainingTask task,
        CancellationToken cancellation,
        Action<EpochProgress>? progress = null,
        TrainingCheckpoint? from = null,
        ICheckpointKeeper? keeper = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        (task, var architecture, var notation) = Canonical(task);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(task.Recipe.Epochs, nameof(task));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(task.Recipe.BatchSize, nameof(task));
        var until = task.Until ?? task.Recipe.Epochs;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(until, task.Recipe.Epochs, nameof(task));
        ArgumentOutOfRangeException.ThrowIfLessThan(until, from is null ? 1 : from.Epoch + (from.Part is null ? 0 : 1), nameof(task));
        var imagesPerEpoch = task.Recipe.ImagesPerEpoch ?? task.Dataset.TrainingImages;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(imagesPerEpoch, nameof(task));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(imagesPerEpoch, task.Dataset.TrainingImages, nameof(task));
        set_num_threads(_options.Threads);
        var dataset = _datasets.Take(task.Dataset, _options.DatasetFolder, _device);
        try
        {
            return WithMemory(task, dataset, () => Train(task, until, architecture, notation, dataset, progress, from, keeper, cancellation), cancellation);
        }
        finally
        {
            _datasets.Return(dataset);
        }
    }

    public void Dispose()
    {
        if (_ownsDatasets)
        {
            _datasets.Dispose();
        }
    }

    /// <summary>Runs <paramref name="work"/>, which takes as much memory as a training, as soon as that much is free.</summary>
    T WithMemory<T>(TrainingTask task, ResidentDataset dataset, Func<T> work, CancellationToken cancellation)
    {
        var wanted = TrainingMemory.BytesOf(task, dataset.Shape);
        _memory?.Reserve(wanted, TrainingMemory.BytesOf(task.Dataset, dataset.Shape), cancellation);
        try
        {
            return work();
        }
        finally
        {
            _memory?.Release(wanted);
        }
    }

    TrainedCandidate Train(
        TrainingTask task,
        int until,
        Architecture architecture,
        string notation,
        ResidentDataset dataset,
        Action<EpochProgress>? progress,
        TrainingCheckpoint? from,
        ICheckpointKeeper? keeper,
        CancellationToken cancellation)
    {
        var begin = _clock.GetTimestamp();
        using var scope = NewDisposeScope();
        using var network = CandidateNetworks.Create(architecture, task.Space, dataset.Shape, task.Seed).to(_device);
        using var teacher = task.Parent is null ? null : Inherit(task, architecture, network, dataset);
        using var run = new TrainingRun(network, dataset, task.Recipe, task.Seed, _device, teacher);
        if (from is not null)
        {
            run.Resume(from);
        }

        var training = new WatchedTraining(run, keeper, from, Spent);
        var validated = training.Train(until, Tell, cancellation);
        IReadOnlyList<KeyValuePair<string, string>> metadata =
            [.. ModelMetadata.Of(task, notation, dataset), .. ModelMetadata.Of(validated, training.Loss)];
        var model = OnnxExporter.Export(network, dataset.Shape, metadata);
        var weights = until == task.Recipe.Epochs ? CandidateWeights.Write(network, metadata) : null;
        var checkpoint = new TrainingCheckpoint(until, training.Loss, run.Save());
        return new TrainedCandidate(validated, training.Loss, Spent(), model, DeviceName, checkpoint, weights);

        double Spent() => (from?.Seconds ?? 0) + Seconds(begin);

        void Tell(int epoch, double loss, double accuracy) =>
            progress?.Invoke(new EpochProgress(epoch, task.Recipe.Epochs, loss, accuracy, Seconds(begin)));
    }

    double Seconds(long begin) => _clock.GetElapsedTime(begin).TotalSeconds;

    /// <summary>
    /// Replaces the architecture by its candidate's canonical one, so that the result does not depend on which equivalent architecture was found
    /// first.
    /// </summary>
    /// <returns>The task with the candidate's own recipe.</returns>
    static (TrainingTask Task, Architecture Architecture, string Notation) Canonical(TrainingTask task)
    {
        var space = SearchSpaces.Of(task.Space)
            ?? throw new ArgumentException($"There is no search space '{task.Space.Name}'.", nameof(task));
        if (!space.TryParse(task.Architecture, out var architecture, out var error))
        {
            throw new ArgumentException($"The architecture cannot be read. {error}", nameof(task));
        }

        if (space.IdOf(architecture) != task.Candidate)
        {
            throw new ArgumentException($"The architecture is {space.IdOf(architecture)}, not candidate {task.Candidate}.", nameof(task));
        }

        var canonical = space.Canonicalise(architecture);
        return (task with { Recipe = CandidateRecipe.Of(space, canonical, task.Recipe) }, canonical, space.Format(canonical));
    }
}
