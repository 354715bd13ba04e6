using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Serverless.Core.Generators;
using Serverless.Learning.Generators;
using Serverless.Learning.Generators.Modnas;
using Serverless.Learning.Generators.Stages;
using Serverless.Learning.Surrogates;
using Serverless.Samples;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Tests.Generators.Modnas;

public sealed class ModnasFitterTests
{
    static readonly GeneratorFitOptions Options = new() { Seed = 4, Steps = 12, CostSteps = 12, Device = "cpu" };
    static readonly SearchSpace Blocks = SearchSpaces.Of(OwnSpaceSamples.Blocks.DefaultSkeleton)!;

    [Fact]
    public void Kinds_HaveFitters() => GeneratorFitters.Kinds.ShouldAllBe(kind => GeneratorFitters.Find(kind)!.Kind == kind);

    [Fact]
    public void Fit_KilledInTwoStages_EndsLikeTheUndisturbedOne()
    {
        var material = SmallMaterial.Of(Blocks);
        var killed = new TwiceKilledFit(("cost", 5), ("generator", 7));

        Should.Throw<OperationCanceledException>(() => new ModnasFitter().Fit(material, Options, killed, CancellationToken.None));
        Should.Throw<OperationCanceledException>(() => new ModnasFitter().Fit(material, Options, killed, CancellationToken.None));
        var again = new ModnasFitter().Fit(material, Options, killed, CancellationToken.None);

        var undisturbed = new ModnasFitter().Fit(material, Options, NoCheckpoints.Instance, CancellationToken.None);
        again.Generator.ShouldBe(undisturbed.Generator);
        again.Cost.ShouldBe(undisturbed.Cost);
        again.Quality.ShouldBe(undisturbed.Quality);
        JsonSerializer.Serialize(again.Metadata.Devices).ShouldBe(JsonSerializer.Serialize(undisturbed.Metadata.Devices));
    }

    [Fact]
    public void Cost_AsExported_IsWhatTorchSharpSays()
    {
        var material = SmallMaterial.Of(Blocks);
        using var cost = CostStage.Run(material, Options, NoCheckpoints.Instance, progress: null, CancellationToken.None);
        var device = DeviceEmbedding.Of(material.Devices[1].ReferenceValues);
        var architectures = material.Quality.Architectures;

        var said = cost.PredictMembers(architectures, [device]);

        var encoder = ArchitectureEncoders.For(material.Quality.Space, material.Quality.Specification, material.Quality.Shape);
        using var session = new InferenceSession(cost.ToOnnx());
        using var answers = session.Run(
        [
            .. cost.Inputs.Select(input =>
            {
                var values = new float[architectures.Count * input.Rows * input.Columns];
                encoder.Encode(input.FindPart()!.Value, architectures.ToArray(), values);
                return Input(input.Name, values, input.DimensionsFor(architectures.Count));
            }),
            Input(
                GeneratorGraph.Device,
                [.. architectures.SelectMany(_ => device.Coordinates.ToArray())],
                [architectures.Count, device.Coordinates.Length]),
        ]);
        answers[0].AsTensor<float>().ToArray().Zip(said).Max(pair => Math.Abs(pair.First - pair.Second)).ShouldBeLessThan(1e-4f);
    }

    [Fact]
    public void Fit_SpaceTooLargeToList_LearnsByWhatWasDistilled()
    {
        var fitted = new ModnasFitter(new() { PoolSize = 100, DistillationSteps = 20 }).Fit(
            SmallMaterial.Of(SearchSpaces.Find("mobile")!, count: 20), Options with { Balancer = "sequential" }, NoCheckpoints.Instance, CancellationToken.None);

        fitted.Metadata.Conditions.ShouldBe(2);
        fitted.Metadata.References.Count.ShouldBe(5);
        fitted.Generator.ShouldNotBeEmpty();
    }

    [Fact]
    public void Fit_MaterialOrOptionThatCannotBe_IsRefused()
    {
        var material = SmallMaterial.Of(Blocks);
        var (device, few) = (material.Devices[0], material.Quality.Architectures.Take(3).ToArray());

        Refused(material with { References = [material.References[0]] }).ShouldContain("at least 2 different architectures");
        Refused(material with { Devices = [device, device] }).ShouldContain("names must differ");
        Refused(material with { Devices = [device with { ReferenceValues = [1, 2] }] }).ShouldContain("'device0' has 2 values of 5");
        Refused(material with { Devices = [device with { ReferenceValues = [2, 2, 2, 2, 2] }] }).ShouldContain("'device0': All 5 values are 2");
        Refused(material with { Devices = [device with { Architectures = few, Values = [1, 2, 3] }] }).ShouldContain("at least 8");
        Should.Throw<ArgumentException>(() =>
            new ModnasFitter().Fit(material, Options with { Balancer = "none" }, NoCheckpoints.Instance, CancellationToken.None)).Message.ShouldContain("cagrad");

        static string Refused(GeneratorMaterial material) => Should.Throw<SurrogateFitException>(() =>
            new ModnasFitter().Fit(material, Options, NoCheckpoints.Instance, CancellationToken.None)).Message;
    }

    static NamedOnnxValue Input(string name, float[] values, long[] dimensions) =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(values, Array.ConvertAll(dimensions, static size => (int)size)));
}
