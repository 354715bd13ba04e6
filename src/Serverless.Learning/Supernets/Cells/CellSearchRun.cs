using Serverless.Learning.Training;
using Serverless.MultiObjective.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Supernets.Cells;

/// <summary>A search run that learns the weights of a <see cref="CellSupernet"/> and the logits of its operations.</summary>
sealed class CellSearchRun : IDisposable
{
    const double LogitRate = 0.02;
    const double LastTemperature = 0.03;
    const int ShareForChoice = 5;
    const double GapWeight = 0.5;
    const int ShareOfWarmUp = 3;

    readonly CellSupernet _supernet;
    readonly ResidentDataset _dataset;
    readonly CellSearchTask _task;
    readonly Device _device;
    readonly Parameter _logits = new(zeros(EdgeShares.Edges, EdgeShares.Operations));
    readonly Tensor _costs;
    readonly OptimizerHelper _weights;
    readonly OptimizerHelper _choice;
    readonly optim.lr_scheduler.LRScheduler _schedule;
    readonly LossControl _control = new();
    readonly int _forWeights;
    readonly int _stepsPerEpoch;

    public CellSearchRun(CellSupernet supernet, ResidentDataset dataset, CellSearchTask task, Device device)
    {
        (_supernet, _dataset, _task, _device) = (supernet, dataset, task, device);
        _forWeights = task.Method == CellSearchMethod.Snas ? dataset.Training.Count : dataset.Training.Count - (dataset.Training.Count / ShareForChoice);
        _stepsPerEpoch = (_forWeights + task.Recipe.BatchSize - 1) / task.Recipe.BatchSize;
        _weights = RecipeOptimiser.Create(task.Recipe, supernet.parameters());
        _schedule = RecipeOptimiser.Schedule(task.Recipe, _weights, _stepsPerEpoch);
        _choice = optim.Adam([_logits], LogitRate, beta1: 0.5);
        _costs = tensor([.. task.Costs.Select(cost => (float)cost)]);
    }

    /// <value>The logits of the operations, edges × operations.</value>
    public Tensor Logits => _logits;

    /// <value>The expected cost of a cell drawn from the logits.</value>
    public double ExpectedCost => Expected().item<float>();

    /// <summary>Runs one epoch over the images for the weights.</summary>
    /// <returns>The mean loss.</returns>
    public double RunEpoch(int epoch, CancellationToken cancellation)
    {
        _supernet.train();
        var (forWeights, forChoice) = (EpochOrder.Of(_forWeights, _forWeights, epoch, _task.Seed), _dataset.Training.Count - _forWeights);
        var sum = 0.0;
        for (var step = 0; step < _stepsPerEpoch; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var place = ((epoch - 1) * _stepsPerEpoch) + step;
            var random = RandomStream.For(_task.Seed, place, RandomPurpose.Subnets);
            var size = Math.Min(_task.Recipe.BatchSize, _forWeights - (step * _task.Recipe.BatchSize));
            var batch = Take(forWeights.AsSpan(step * _task.Recipe.BatchSize, size));
            var held = forChoice == 0 ? batch : Take(HeldOut(place, Math.Min(_task.Recipe.BatchSize, forChoice), forChoice));
            var loss = _task.Method switch
            {
                not CellSearchMethod.Snas when epoch <= _task.Recipe.Epochs / ShareOfWarmUp => StepWeights(batch, Draw(random)),
                CellSearchMethod.Snas => StepTogether(batch, (double)place / (_task.Recipe.Epochs * _stepsPerEpoch), random),
                CellSearchMethod.Proxyless => StepPaths(batch, held, random),
                _ => StepRewards(batch, held, random),
            };
            sum += double.IsFinite(loss) ? loss : throw new TrainingException($"The search diverged: the loss is {loss} in epoch {epoch}. A lower learning rate may help.");
            _schedule.step();
        }

        return sum / _stepsPerEpoch;
    }

    public void Dispose()
    {
        _weights.Dispose();
        _choice.Dispose();
        _costs.Dispose();
        _logits.Dispose();
        _control.Dispose();
    }

    (Tensor Images, Tensor Labels) Take(ReadOnlySpan<long> places) => _dataset.Training.Take(tensor(places.ToArray()).to(_device));

    long[] HeldOut(int place, int size, int count) => [.. Enumerable.Range(0, size).Select(i => (long)(_forWeights + (((place * size) + i) % count)))];

    Tensor Loss((Tensor Images, Tensor Labels) batch, EdgeShares shares) =>
        nn.functional.cross_entropy(_supernet.Compute(batch.Images, shares), batch.Labels);

    Tensor Expected() => (_logits.softmax(1) * _costs).sum();

    /// <summary>
    /// Takes one step of weights and choice together, on one batch: the loss of a relaxed choice, whose temperature falls linearly, plus the expected
    /// cost.
    /// </summary>
    double StepTogether((Tensor, Tensor) batch, double done, RandomStream random)
    {
        var temperature = 1 - ((1 - LastTemperature) * done);
        var keys = GumbelNoise.Keys(_logits, GumbelNoise.Exponentials(EdgeShares.Edges, EdgeShares.Operations, random));
        var loss = Loss(batch, new EdgeShares((keys / temperature).softmax(1).to(_device)));
        _weights.zero_grad();
        _choice.zero_grad();
        (loss + (_task.Strength * Expected())).backward();
        _weights.step();
        _choice.step();
        return loss.item<float>();
    }

    double StepPaths((Tensor, Tensor) batch, (Tensor, Tensor) held, RandomStream random)
    {
        var loss = StepWeights(batch, Draw(random));
        var paths = _logits.softmax(1).detach().data<float>().ToArray().Chunk(EdgeShares.Operations).Select(shares => TwoOf(shares, random)).ToList();
        var gates = new float[EdgeShares.Edges * EdgeShares.Operations];
        foreach (var (edge, pair) in paths.Index())
        {
            gates[(edge * EdgeShares.Operations) + pair[0]] = 1;
        }

        using var open = tensor(gates).reshape(EdgeShares.Edges, EdgeShares.Operations).to(_device).requires_grad_();
        Loss(held, new EdgeShares(open, paths)).backward();
        _choice.zero_grad();
        ArchitectureGradients.AddTwoPaths(_logits, paths, (open.grad ?? open.zeros_like()).cpu());
        (_task.Strength * (Expected() - _task.Limit) / _task.Limit).backward();
        _choice.step();
        return loss;
    }

    double StepRewards((Tensor, Tensor) batch, (Tensor, Tensor) held, RandomStream random)
    {
        var loss = StepWeights(batch, Draw(random));
        var choices = Draw(random);
        double rewarded;
        using (no_grad())
        {
            var shares = EdgeShares.Of(choices, _device);
            var (seen, unseen) = (Loss(batch, shares).item<float>(), Loss(held, shares).item<float>());
            rewarded = seen + (GapWeight * Math.Abs(unseen - seen)) + (_task.Strength * Math.Max(0, choices.Sum(choice => _task.Costs[choice]) - _task.Limit));
        }

        _choice.zero_grad();
        var chosen = nn.functional.one_hot(tensor(Array.ConvertAll(choices, choice => (long)choice)), EdgeShares.Operations).to(ScalarType.Float32);
        ArchitectureGradients.AddRebar(
            _logits, chosen, rewarded, _control.Current, GumbelNoise.Exponentials(EdgeShares.Edges, EdgeShares.Operations, random));
        _choice.step();
        _control.Add(choices, rewarded);
        return loss;
    }

    double StepWeights((Tensor, Tensor) batch, int[] choices)
    {
        var loss = Loss(batch, EdgeShares.Of(choices, _device));
        _weights.zero_grad();
        loss.backward();
        _weights.step();
        return loss.item<float>();
    }

    int[] Draw(RandomStream random)
    {
        using var keys = GumbelNoise.Keys(_logits.detach(), GumbelNoise.Exponentials(EdgeShares.Edges, EdgeShares.Operations, random));
        return Array.ConvertAll(keys.argmax(1).data<long>().ToArray(), choice => (int)choice);
    }

    /// <summary>Draws two different operations by their probabilities; the gate of the first is open.</summary>
    static IReadOnlyList<int> TwoOf(float[] shares, RandomStream random)
    {
        var keys = Array.ConvertAll(shares, share => Math.Log(Math.Max(share, float.Epsilon)) - Math.Log(Math.Max(-Math.Log(1 - random.NextDouble()), 1e-30)));
        return [.. Enumerable.Range(0, shares.Length).OrderByDescending(operation => keys[operation]).Take(2)];
    }
}
