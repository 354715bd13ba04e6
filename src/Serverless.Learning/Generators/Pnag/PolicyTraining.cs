using Serverless.Learning.Datasets;
using Serverless.MultiObjective.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Pnag;

/// <summary>
/// Fits the policy by REINFORCE (Williams 1992) with an entropy bonus: each step draws several architectures for every budget of some devices.
/// </summary>
/// <param name="material">The training data.</param>
/// <param name="ranker">The reward; it is not changed.</param>
/// <param name="device">The device to compute on.</param>
sealed class PolicyTraining(BudgetMaterial material, RewardRanker ranker, Device device)
{
    public const string Stage = "generator";

    /// <summary>The number of draws per budget, device and step; each is compared with the mean of the others.</summary>
    public const int Draws = 4;

    const double Rate = 5e-3;
    const double FirstEntropyWeight = 0.5;
    const double LastEntropyWeight = 0.02;
    const int JudgedArchitectures = 512;
    const int DevicesOfAStep = 4;

    readonly int _devices = Math.Min(DevicesOfAStep, material.Devices.Count);

    /// <param name="options">The options, of which the seed is used.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="checkpoints">The checkpoints to resume from and to write.</param>
    /// <param name="progress">Called from time to time.</param>
    /// <param name="cancellation">Cancels the fit before the next step.</param>
    public BudgetPolicy Run(
        GeneratorFitOptions options, int steps, IFitCheckpoints checkpoints, Action<GeneratorFitProgress>? progress, CancellationToken cancellation)
    {
        var policy = new BudgetPolicy(material.Space, material.Devices[0].Coordinates.Length, options.Seed);
        policy.to(device);
        try
        {
            using var questions = Questions.Of(material, device);
            using var scale = ScaleOf(questions);
            new CheckpointedDescent(Stage, Rate, steps).Run(
                policy,
                step => Loss(policy, questions, scale, EntropyWeightAt((double)step / steps), RandomStream.For(options.Seed, step, GeneratorRandom.Draws)),
                checkpoints,
                progress,
                cancellation);
            return policy;
        }
        catch
        {
            policy.Dispose();
            throw;
        }
    }

    // High at first, so that the policy does not settle before it distinguishes budgets.
    static double EntropyWeightAt(double share) => FirstEntropyWeight * Math.Pow(LastEntropyWeight / FirstEntropyWeight, share);

    Tensor Loss(BudgetPolicy policy, Questions questions, Tensor scale, double entropyWeight, RandomStream random)
    {
        var (groups, rows) = (_devices * BudgetMaterial.Budgets, _devices * BudgetMaterial.Budgets * Draws);
        var places = tensor(RandomOrder.Of(material.Devices.Count, random).Take(_devices)
            .SelectMany(known => Enumerable.Range(known * BudgetMaterial.Budgets, BudgetMaterial.Budgets)).Select(place => (long)place).ToArray()).to(device);
        var asked = questions.At(places.repeat_interleave(Draws, 0));
        var drawn = policy.Draw(asked.Conditions, asked.Devices, Gumbel(random, rows).to(device));
        Tensor rewards;
        using (no_grad())
        {
            rewards = ranker.Score(CodesOf(drawn.Choices), asked.Conditions, asked.Devices).reshape(groups, Draws) / scale.index_select(0, places);
        }

        return Surrogate(drawn.LogProbabilities.reshape(groups, Draws), rewards) - (entropyWeight * drawn.Entropies.mean());
    }

    /// <summary>
    /// Returns a loss whose expected gradient is the negative gradient of the mean reward. The baseline of each reward is the mean of the
    /// others in its group, which does not depend on it, so the gradient is unbiased.
    /// </summary>
    /// <param name="logProbabilities">The log probabilities, groups × draws.</param>
    /// <param name="rewards">The rewards, groups × draws, detached; at least two draws.</param>
    public static Tensor Surrogate(Tensor logProbabilities, Tensor rewards)
    {
        var draws = rewards.shape[1];
        var others = (rewards.sum(1, true) - rewards) / (draws - 1);
        return (logProbabilities * (rewards - others)).mean().neg();
    }

    /// <summary>Draws standard Gumbel noise, n × one-hot length.</summary>
    Tensor Gumbel(RandomStream random, int count)
    {
        var noise = new float[count * material.Space.OneHotLength];
        foreach (ref var value in noise.AsSpan())
        {
            value = (float)-Math.Log(-Math.Log(1 - random.NextDouble()) + double.Epsilon);
        }

        return tensor(noise).reshape(count, -1);
    }

    /// <summary>Returns the one-hot codes of the canonical architectures of the choices, which the reward was fitted to.</summary>
    Tensor CodesOf(Tensor choices)
    {
        var space = material.Space;
        var (taken, decisions, length) = (choices.cpu().data<long>().ToArray(), space.Dimensions.Count, space.OneHotLength);
        var codes = new float[taken.Length / decisions * length];
        var genotype = new int[decisions];
        for (var row = 0; row < taken.Length / decisions; row++)
        {
            for (var at = 0; at < decisions; at++)
            {
                genotype[at] = (int)taken[(row * decisions) + at];
            }

            space.EncodeOneHot(space.Canonicalise(space.Create(genotype)), codes.AsSpan(row * length, length));
        }

        return tensor(codes).reshape(-1, length).to(device);
    }

    /// <summary>Returns the standard deviation of the rewards of known architectures under each budget of each device, questions × 1.</summary>
    Tensor ScaleOf(Questions questions)
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        var count = Math.Min(JudgedArchitectures, material.Architectures.Count);
        long[] spread = [.. Enumerable.Range(0, count).Select(index => (long)index * material.Architectures.Count / count)];
        var codes = tensor(material.OneHot()).reshape(-1, material.Space.OneHotLength).index_select(0, tensor(spread)).to(device);
        var scales = Enumerable.Range(0, material.Devices.Count * BudgetMaterial.Budgets).Select(place => ranker.Score(
            codes, questions.Conditions.narrow(0, place, 1).expand(count, -1), questions.Devices.narrow(0, place, 1).expand(count, -1)).std().clamp(1e-6)).ToArray();
        return stack(scales, 0).unsqueeze(1).MoveToOuterDisposeScope();
    }

    /// <summary>The conditions of the policy: every budget of every device, device by device.</summary>
    sealed record Questions(Tensor Conditions, Tensor Devices) : IDisposable
    {
        public static Questions Of(BudgetMaterial material, Device device)
        {
            using var scope = NewDisposeScope();
            var (devices, budgets) = (material.Devices.Count, BudgetMaterial.Budgets);
            var coordinates = tensor(material.Devices.SelectMany(one => one.Coordinates).ToArray()).reshape(devices, -1);
            return new(
                eye(budgets).repeat(devices, 1).to(device).MoveToOuterDisposeScope(),
                coordinates.repeat_interleave(budgets, 0).to(device).MoveToOuterDisposeScope());
        }

        public Questions At(Tensor places) => new(Conditions.index_select(0, places), Devices.index_select(0, places));

        public void Dispose()
        {
            Conditions.Dispose();
            Devices.Dispose();
        }
    }
}
