using Serverless.Core.Searches.Requests;
using Serverless.Learning.Training;
using Serverless.MultiObjective.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Supernets;

/// <summary>Trains a supernet by progressive shrinking.</summary>
/// <remarks>
/// Each phase has its own optimiser and cosine schedule. The subnets of a step are determined by the seed, the epoch and the step, so a resumed
/// training draws the same as an uninterrupted one.
/// </remarks>
sealed class SupernetRun : ITrainingRun, IDisposable
{
    readonly MobileSupernet _supernet;
    readonly ResidentDataset _dataset;
    readonly SupernetTask _task;
    readonly TrainingRecipe _recipe;
    readonly Device _device;
    readonly int _imagesPerEpoch;
    readonly int _stepsPerEpoch;
    readonly ImageAugmentation? _augmentation;
    readonly Tensor? _classWeights;
    ShrinkingPhase? _phase;
    OptimizerHelper? _optimizer;
    optim.lr_scheduler.LRScheduler? _schedule;

    public SupernetRun(MobileSupernet supernet, ResidentDataset dataset, SupernetTask task, Device device)
    {
        (_supernet, _dataset, _task, _device) = (supernet, dataset, task, device);
        _recipe = task.Supernet.RecipeOf(task.Recipe);
        _imagesPerEpoch = _recipe.ImagesPerEpoch ?? dataset.Training.Count;
        _stepsPerEpoch = (_imagesPerEpoch + _recipe.BatchSize - 1) / _recipe.BatchSize;
        _augmentation = _recipe.Augmentation is { } augmentation
            ? new ImageAugmentation(augmentation, dataset.Shape, dataset.Normalisation.Black, device)
            : null;
        _classWeights = ClassWeighting.Of(_recipe.ClassWeights, dataset, device);
    }

    /// <inheritdoc/>
    /// <returns>The mean loss of the networks drawn, and the percentage of images that the first network of each step classified correctly.</returns>
    public (double Loss, double AccuracyPercent) RunEpoch(int epoch, EpochPart? done, Action<EpochPart> afterStep, CancellationToken cancellation)
    {
        var phase = ShrinkingPhases.Of(epoch, _recipe.Epochs);
        if (_phase != phase)
        {
            if (phase == ShrinkingPhase.Width)
            {
                ChannelOrder.Sort(_supernet.Shared);
            }

            Begin(phase);
        }

        var count = _imagesPerEpoch;
        using var indices = tensor(EpochOrder.Of(_dataset.Training.Count, count, epoch, _task.Seed)).to(_device);
        var random = RandomStream.For(_task.Seed, epoch, RandomPurpose.Augmentation);
        var (begin, lossSum, right) = done ?? default;
        _augmentation?.Skip(begin, random);
        for (var start = begin; start < count; start += _recipe.BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var size = Math.Min(_recipe.BatchSize, count - start);
            var (images, labels) = _dataset.Training.Take(indices.narrow(0, start, size));
            images = _augmentation?.Apply(images, random) ?? images;
            _optimizer!.zero_grad(); // begun above
            var (loss, told) = Learn(phase, images, labels, ((epoch - 1) * _stepsPerEpoch) + (start / _recipe.BatchSize));
            if (!double.IsFinite(loss))
            {
                throw new TrainingException(
                    $"The training of the supernet diverged: the loss is {loss} in epoch {epoch} after {start} images. A lower learning rate may help.");
            }

            FillGradients();
            if (_recipe.GradientClipNorm is { } norm)
            {
                nn.utils.clip_grad_norm_(_optimizer.parameters(), norm);
            }

            _optimizer.step();
            _schedule!.step();
            lossSum += loss * size;
            right += told;
            if (start + size < count)
            {
                afterStep(new EpochPart(start + size, lossSum, right));
            }
        }

        return (lossSum / count, 100.0 * right / count);
    }

    /// <inheritdoc/>
    /// <remarks>Validates the largest network.</remarks>
    public double Validate(Action afterBatch, CancellationToken cancellation) =>
        SupernetFile.AccuracyOf(_supernet, SubnetChoices.Largest, _dataset, _device, afterBatch, cancellation);

    /// <inheritdoc/>
    public byte[] Save()
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content))
        {
            _supernet.save(writer);
            _optimizer!.save_state_dict(writer); // nothing is kept before the first step
        }

        return content.ToArray();
    }

    /// <summary>Restores the state of a run; must be called before the first epoch.</summary>
    /// <exception cref="ArgumentException">The checkpoint is not at the end of a step of these epochs.</exception>
    public void Resume(TrainingCheckpoint checkpoint)
    {
        var (done, rest) = Math.DivRem(checkpoint.Part?.Images ?? 0, _recipe.BatchSize);
        var epoch = checkpoint.Epoch + (checkpoint.Part is null ? 0 : 1);
        if (rest != 0 || done < 0 || done >= _stepsPerEpoch || epoch < 1 || epoch > _recipe.Epochs)
        {
            throw new ArgumentException(
                $"No step of {_recipe.Epochs} epochs of {_imagesPerEpoch} images in batches of {_recipe.BatchSize} ends {checkpoint.Part?.Images} images after epoch {checkpoint.Epoch}.",
                nameof(checkpoint));
        }

        var phase = ShrinkingPhases.Of(epoch, _recipe.Epochs);
        Begin(phase);
        var earlier = checkpoint.Epoch + 1 - ShrinkingPhases.EpochsOf(phase, _recipe.Epochs).First;
        for (var step = 0; step < (earlier * _stepsPerEpoch) + done; step++)
        {
            _schedule!.step();
        }

        using var reader = new BinaryReader(new MemoryStream(checkpoint.State, writable: false));
        _supernet.load(reader);
        _optimizer!.load_state_dict(reader);
    }

    public void Dispose()
    {
        _optimizer?.Dispose();
        _augmentation?.Dispose();
        _classWeights?.Dispose();
    }

    void Begin(ShrinkingPhase phase)
    {
        _optimizer?.Dispose();
        _phase = phase;
        _optimizer = RecipeOptimiser.Create(_recipe, _supernet.parameters());
        _schedule = RecipeOptimiser.Schedule(_recipe with { Epochs = ShrinkingPhases.EpochsOf(phase, _recipe.Epochs).Count }, _optimizer, _stepsPerEpoch);
    }

    /// <summary>Accumulates the gradients of the networks of one step.</summary>
    (double Loss, long Right) Learn(ShrinkingPhase phase, Tensor images, Tensor labels, int step)
    {
        var random = RandomStream.For(_task.Seed, step, RandomPurpose.Subnets);
        var networks = phase == ShrinkingPhase.Largest ? 1 : _task.Supernet.NetworksPerStep;
        var taught = phase == ShrinkingPhase.Largest || _task.Supernet.Distillation is null ? null : Teach(images);
        var (sum, right) = (0.0, 0L);
        for (var drawn = 0; drawn < networks; drawn++)
        {
            using var scope = NewDisposeScope();
            var architecture = phase == ShrinkingPhase.Largest ? SubnetChoices.Largest : SubnetChoices.Sample(phase, random);
            var logits = _supernet.Compute(architecture, images);
            var loss = nn.functional.cross_entropy(logits, labels, _classWeights, -100, nn.Reduction.Mean, _recipe.LabelSmoothing ?? 0);
            if (taught is not null)
            {
                loss -= (_task.Supernet.Distillation ?? 0) * (taught * logits.log_softmax(1)).sum(1).mean();
            }

            (loss / networks).backward();
            sum += loss.item<float>() / networks;
            right += drawn == 0 ? logits.argmax(1).eq(labels).sum().item<long>() : 0;
        }

        return (sum, right);
    }

    /// <summary>Gives a gradient of 0 to weights that no network of the step uses.</summary>
    /// <remarks>
    /// Momentum keeps these weights moving, as in the published training. Without a gradient, whether a weight moves would depend on whether this
    /// process had computed a gradient for it before.
    /// </remarks>
    void FillGradients()
    {
        foreach (var parameter in _supernet.parameters().Where(parameter => parameter.grad is null))
        {
            parameter.grad = parameter.zeros_like();
        }
    }

    /// <summary>Returns the current outputs of the largest network as probabilities without gradients (Yu et al. 2020).</summary>
    Tensor Teach(Tensor images)
    {
        using var unrecorded = no_grad();
        return _supernet.call(images).softmax(1);
    }
}
