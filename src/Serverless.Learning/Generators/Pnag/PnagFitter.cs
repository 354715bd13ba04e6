using Google.Protobuf;
using Serverless.Core.Generators;
using Serverless.Learning.Generators.Stages;
using Serverless.Learning.Onnx;
using Serverless.Learning.Surrogates;
using Serverless.Learning.Training;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Pnag;

/// <summary>
/// Fits Pareto-aware generators (Guo et al. 2021): a reward that ranks architectures by dominance under a budget, and a recurrent policy that is
/// conditioned on budget and device and trained with that reward.
/// </summary>
public sealed class PnagFitter : IGeneratorFitter
{
    /// <summary>The default number of steps of the policy's training; the reward's training has as many.</summary>
    public const int Steps = 2_000;

    /// <inheritdoc/>
    public string Kind => GeneratorKind.Pnag;

    /// <inheritdoc/>
    public FittedGenerator Fit(
        GeneratorMaterial material, GeneratorFitOptions options, IFitCheckpoints checkpoints, CancellationToken cancellation,
        Action<GeneratorFitProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(checkpoints);
        MaterialCheck.Check(material, options);
        if (options.Balancer is { } balancer)
        {
            throw new ArgumentException($"'{GeneratorKind.Pnag}' balances no gradients of devices; remove the balancer '{balancer}'.", nameof(options));
        }

        set_num_threads(options.Threads);
        var pool = BudgetPool.Of(material, options.Seed);
        ConnectedPool.Check(material.Quality.Space.Name, pool.Drawn.Select(place => pool.IsConnected[place]));
        var quality = QualityStage.Run(material, pool.Architectures, options, checkpoints, progress, cancellation);
        using var cost = CostStage.Run(material, options, checkpoints, progress, cancellation);
        var known = BudgetMaterial.Of(material, pool, quality.Predictions, cost);
        var (device, steps) = (TrainingDevice.Choose(options.Device), options.Steps ?? Steps);
        using var ranker = new RankerTraining(known, device).Run(options, steps, checkpoints, progress, cancellation);
        using var policy = new PolicyTraining(known, ranker, device).Run(options, steps, checkpoints, progress, cancellation);
        return new(Describe(material, options, cost), Write(policy, material), cost.ToOnnx(), quality.Onnx) { RanOn = TrainingDevice.NameOf(device) };
    }

    static byte[] Write(BudgetPolicy policy, GeneratorMaterial material)
    {
        var (graph, space) = (new OnnxGraph(GeneratorKind.Pnag), material.Quality.Space);
        var choices = policy.Export(
            graph,
            graph.Input(GeneratorGraph.Condition, BudgetMaterial.Budgets),
            graph.Input(GeneratorGraph.Device, material.References.Count),
            graph.Input(GeneratorGraph.Noise, space.OneHotLength));
        graph.OutputWhole(GeneratorGraph.Choices, choices, space.Dimensions.Count);
        return OnnxExporter.Model(graph, []).ToByteArray();
    }

    GeneratorMetadata Describe(GeneratorMaterial material, GeneratorFitOptions options, FittedCost cost)
    {
        var set = material.Quality;
        return new()
        {
            Kind = Kind,
            Space = set.Specification,
            Shape = set.Shape,
            Quality = set.Targets[0],
            Cost = material.Cost with { Device = null },
            References = [.. material.References.Select(set.Space.Format)],
            Devices = cost.Devices,
            Conditions = BudgetMaterial.Budgets,
            CostInputs = cost.Inputs,
            CostMembers = cost.Members,
            Training = new(MaterialHash.Of(material), set.Count, options.Seed),
            CreatedBy = SurrogateFit.Creator,
        };
    }
}
