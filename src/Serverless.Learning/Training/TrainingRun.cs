using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Inheritance;
using Serverless.Learning.Networks;
using Serverless.MultiObjective.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <summary>Trains one network by a recipe.</summary>
sealed class TrainingRun : ITrainingRun, IDisposable
{
    // Judging keeps no gradients, so only memory limits the batch.
    const int ValidationBatch = 250;

    readonly CandidateNetwork _network;
    readonly ResidentDataset _dataset;
    readonly TrainingRecipe _recipe;
    readonly long _seed;
    readonly Device _device;
    readonly Teacher? _teacher;
    readonly OptimizerHelper _optimizer;
    readonly optim.lr_scheduler.LRScheduler _schedule;
    readonly int _imagesPerEpoch;
    readonly int _stepsPerEpoch;
    readonly ImageAugmentation? _augmentation;
    readonly Tensor? _classWeights;

    /// <param name="network">The network to train.</param>
    /// <param name="dataset">The dataset to train on.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="seed">The seed of the order of images and of their augmentation.</param>
    /// <param name="device">The device to train on.</param>
    /// <param name="teacher">The network whose outputs are learnt in place of the labels; null to learn the labels.</param>
    public TrainingRun(CandidateNetwork network, ResidentDataset dataset, TrainingRecipe recipe, long seed, Device device, Teacher? teacher = null)
    {
        (_network, _dataset, _recipe, _seed, _device, _teacher) = (network, dataset, recipe, seed, device, teacher);
        _imagesPerEpoch = recipe.ImagesPerEpoch ?? dataset.Training.Count;
        _stepsPerEpoch = (_imagesPerEpoch + recipe.BatchSize - 1) / recipe.BatchSize;
        _optimizer = RecipeOptimiser.Create(recipe, network.parameters());
        _schedule = RecipeOptimiser.Schedule(recipe, _optimizer, _stepsPerEpoch);
        _augmentation = recipe.Augmentation is { } augmentation
            ? new ImageAugmentation(augmentation, dataset.Shape, dataset.Normalisation.Black, device)
            : null;
        _classWeights = ClassWeighting.Of(recipe.ClassWeights, dataset, device);
    }

    /// <inheritdoc/>
    public (double Loss, double AccuracyPercent) RunEpoch(int epoch, EpochPart? done, Action<EpochPart> afterStep, CancellationToken cancellation)
    {
        _network.train();
        var count = _imagesPerEpoch;
        using var indices = tensor(EpochOrder.Of(_dataset.Training.Count, count, epoch, _seed)).to(_device);
        var random = RandomStream.For(_seed, epoch, RandomPurpose.Augmentation);
        var (begin, lossSum, right) = done ?? default;
        _augmentation?.Skip(begin, random);
        for (var start = begin; start < count; start += _recipe.BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var size = Math.Min(_recipe.BatchSize, count - start);
            var (images, labels) = _dataset.Training.Take(indices.narrow(0, start, size));
            images = _augmentation?.Apply(images, random) ?? images;
            var logits = _recipe.Precision == TrainingPrecision.BrainFloat
                ? MixedPrecision.Run(() => _network.call(images))
                : _network.call(images);
            var loss = _teacher?.LossOf(logits, images)
                ?? nn.functional.cross_entropy(logits, labels, _classWeights, -100, nn.Reduction.Mean, _recipe.LabelSmoothing ?? 0);
            var value = loss.item<float>();
            if (!float.IsFinite(value))
            {
                throw new TrainingException(
                    $"The training diverged: the loss is {value} in epoch {epoch} after {start} images. A lower learning rate may help.");
            }

            _optimizer.zero_grad();
            loss.backward();
            if (_recipe.GradientClipNorm is { } norm)
            {
                nn.utils.clip_grad_norm_(_optimizer.parameters(), norm);
            }

            _optimizer.step();
            _schedule.step();
            lossSum += (double)value * size;
            right += Right(logits, labels);
            if (start + size < count)
            {
                afterStep(new EpochPart(start + size, lossSum, right));
            }
        }

        return (lossSum / count, 100.0 * right / count);
    }

    /// <inheritdoc/>
    public double Validate(Action afterBatch, CancellationToken cancellation) => AccuracyOf(_network, _dataset.Validation, afterBatch, cancellation);

    /// <summary>Returns the percentage of images that a network classifies correctly.</summary>
    /// <inheritdoc cref="ITrainingRun.Validate"/>
    public static double AccuracyOf(CandidateNetwork network, ResidentImages validation, Action afterBatch, CancellationToken cancellation)
    {
        network.eval();
        using var unrecorded = no_grad();
        var count = validation.Count;
        var right = 0L;
        for (var start = 0; start < count; start += ValidationBatch)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (images, labels) = validation.Range(start, Math.Min(ValidationBatch, count - start));
            right += Right(network.call(images), labels);
            afterBatch();
        }

        return 100.0 * right / count;
    }

    /// <inheritdoc/>
    public byte[] Save()
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content))
        {
            _network.save(writer);
            _optimizer.save_state_dict(writer);
        }

        return content.ToArray();
    }

    /// <summary>Restores the state of a run; call it before the first epoch.</summary>
    /// <exception cref="ArgumentException">No step of the recipe's epochs ends at the checkpoint.</exception>
    /// <remarks>
    /// The schedule is stepped, not set: it computes each rate from the one before, so only the same steps give the same bits.
    /// </remarks>
    public void Resume(TrainingCheckpoint checkpoint)
    {
        var (done, rest) = Math.DivRem(checkpoint.Part?.Images ?? 0, _recipe.BatchSize);
        if (rest != 0 || done < 0 || done >= _stepsPerEpoch)
        {
            throw new ArgumentException(
                $"No step of an epoch of {_imagesPerEpoch} images in batches of {_recipe.BatchSize} ends after {checkpoint.Part?.Images}.", nameof(checkpoint));
        }

        for (var step = 0; step < (checkpoint.Epoch * _stepsPerEpoch) + done; step++)
        {
            _schedule.step();
        }

        using var reader = new BinaryReader(new MemoryStream(checkpoint.State, writable: false));
        _network.load(reader);
        _optimizer.load_state_dict(reader);
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _augmentation?.Dispose();
        _classWeights?.Dispose();
    }

    static long Right(Tensor logits, Tensor labels) => logits.argmax(1).eq(labels).sum().item<long>();
}

/// <summary>The training itself failed: the loss is no longer finite.</summary>
public sealed class TrainingException : Exception
{
    public TrainingException(string message)
        : base(message)
    {
    }
}
