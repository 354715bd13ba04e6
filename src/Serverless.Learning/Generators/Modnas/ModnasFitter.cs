using Google.Protobuf;
using Serverless.Core.Generators;
using Serverless.Learning.Balancing;
using Serverless.Learning.Generators.Stages;
using Serverless.Learning.Onnx;
using Serverless.Learning.Surrogates;
using Serverless.Learning.Training;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;
using TorchSharp;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Modnas;

/// <summary>
/// Fits MODNAS (Sukthanker, Zela, Staffler, Dooley, Grabocka, Hutter 2025) with predictors of quality and cost in place of a supernet.
/// </summary>
public sealed class ModnasFitter : IGeneratorFitter
{
    readonly ModnasTerms _terms;

    public ModnasFitter()
        : this(ModnasTerms.Default)
    {
    }

    internal ModnasFitter(ModnasTerms terms) => _terms = terms;

    /// <value>The allowed values of <see cref="GeneratorFitOptions.Balancer"/>, in ordinal order.</value>
    public static IReadOnlyList<string> BalancerNames { get; } = [.. Balancers.Names.Append(ModnasTraining.Sequential).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public string Kind => GeneratorKind.Modnas;

    /// <inheritdoc/>
    public FittedGenerator Fit(
        GeneratorMaterial material, GeneratorFitOptions options, IFitCheckpoints checkpoints, CancellationToken cancellation,
        Action<GeneratorFitProgress>? progress = null)
    {
        MaterialCheck.Check(material, options);
        ArgumentNullException.ThrowIfNull(checkpoints);
        if (options.Balancer is { } balancer && !BalancerNames.Contains(balancer))
        {
            throw new ArgumentException($"There is no balancer '{balancer}': {string.Join(", ", BalancerNames)}.", nameof(options));
        }

        set_num_threads(options.Threads);
        var set = material.Quality;
        var encoder = ArchitectureEncoders.For(set.Space, set.Specification, set.Shape);
        var table = SpaceTable.Of(encoder);
        var pool = table?.Architectures ?? Draw(encoder, _terms.PoolSize, options.Seed);
        var isConnected = Array.ConvertAll([.. pool], encoder.IsConnected);
        ConnectedPool.Check(set.Space.Name, isConnected);
        var quality = QualityStage.Run(material, pool, options, checkpoints, progress, cancellation);
        using var cost = CostStage.Run(material, options, checkpoints, progress, cancellation);
        var decisions = new Decisions(set.Space);
        var device = TrainingDevice.Choose(options.Device);
        using var network = new HyperNetwork(decisions, material.References.Count, options.Seed, _terms.Spread).to(device);
        DeviceEmbedding[] devices = [.. material.Devices.Select(known => DeviceEmbedding.Of(known.ReferenceValues))];
        var scaled = Scale(material, pool, isConnected, quality.Predictions, cost, devices);
        IChoiceLoss loss = table is null
            ? DistilledLoss.Fit(set.Space, pool, Columns(scaled, pool.Count), new(_terms.DistillationSteps, options.Seed), device, cancellation)
            : Tabulate(decisions, scaled, table, device);
        using (loss as IDisposable)
        {
            var estimator = _terms.Estimator ?? (table is null ? GradientEstimators.ReinMax : GradientEstimators.Exact);
            var gradient = GradientEstimators.Create(estimator, decisions);
            new ModnasTraining(network, loss, gradient, devices, _terms).Run(options, checkpoints, progress, cancellation);
        }

        return new(
            Describe(material, options, cost), OnnxExporter.Model(network.ToGraph(), []).ToByteArray(), cost.ToOnnx(), quality.Onnx)
        {
            RanOn = cost.RanOn,
        };
    }

    GeneratorMetadata Describe(GeneratorMaterial material, GeneratorFitOptions options, FittedCost cost) => new()
    {
        Kind = Kind,
        Space = material.Quality.Specification,
        Shape = material.Quality.Shape,
        Quality = material.Quality.Targets[0],
        Cost = material.Cost with { Device = null },
        References = [.. material.References.Select(material.Quality.Space.Format)],
        Devices = cost.Devices,
        Conditions = 2,
        CostInputs = cost.Inputs,
        CostMembers = cost.Members,
        Training = new(MaterialHash.Of(material), material.Quality.Count, options.Seed),
        CreatedBy = SurrogateFit.Creator,
    };

    /// <summary>Returns the scaled quality and cost of the pool for each device.</summary>
    static (float[] Quality, float[] Cost)[] Scale(
        GeneratorMaterial material, IReadOnlyList<Architecture> pool, bool[] isConnected, double[] quality, FittedCost cost, DeviceEmbedding[] devices) =>
        Array.ConvertAll(devices, device =>
            FrontScale.Of(quality, Array.ConvertAll(cost.Predict(pool, device), material.Cost.Minimised), isConnected));

    static TableLoss Tabulate(Decisions decisions, (float[] Quality, float[] Cost)[] scaled, SpaceTable table, Device device)
    {
        using var quality = Laid(scaled, table, static of => of.Quality, device);
        using var cost = Laid(scaled, table, static of => of.Cost, device);
        return new(decisions, quality, cost);
    }

    static Tensor Laid((float[] Quality, float[] Cost)[] scaled, SpaceTable table, Func<(float[] Quality, float[] Cost), float[]> part, Device device) =>
        tensor(scaled.SelectMany(of => table.Places.Select(place => part(of)[place])).ToArray()).reshape(scaled.Length, table.Places.Length).to(device);

    static float[] Columns((float[] Quality, float[] Cost)[] scaled, int count) =>
    [
        .. Enumerable.Range(0, count).SelectMany(place => scaled.Select(of => of.Quality[place]).Concat(scaled.Select(of => of.Cost[place]))),
    ];

    static Architecture[] Draw(ArchitectureEncoder encoder, int count, long seed) =>
    [
        .. Enumerable.Range(0, count)
            .Select(index => encoder.Space.Canonicalise(encoder.Space.Sample(RandomStream.For(seed, index, ModnasRandom.Pool))))
            .Distinct().Where(encoder.IsConnected),
    ];
}
