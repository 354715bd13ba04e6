using Serverless.Inference;
using Serverless.Learning.Datasets;
using Serverless.Learning.Networks;
using Serverless.Learning.Onnx;
using Serverless.Learning.ZeroCost;
using Serverless.MultiObjective.Randomness;
using Serverless.Samples;
using Serverless.Spaces;
using Serverless.Spaces.Definitions;
using TorchSharp;

namespace Serverless.Learning.Tests.Networks.Templates;

public sealed class TemplateNetworkTests
{
    [Fact]
    public void Create_Examples_HasAsManyParametersAsCounted()
    {
        foreach (var space in OwnSpaceSamples.Examples.Concat(OwnSpaceSamples.Sequences))
        {
            for (var i = 0; i < 10; i++)
            {
                var architecture = space.Sample(RandomStream.For(seed: 1, generation: 0, i));
                using var network = CandidateNetworks.Create(architecture, space.DefaultSkeleton, space.CostShape, seed: 1);

                network.parameters().Sum(parameter => parameter.numel())
                    .ShouldBe(space.Cost(architecture, space.DefaultSkeleton, space.CostShape).Parameters, space.Format(architecture));
            }
        }
    }

    [Fact]
    public void Export_SequencesAndWindowsOfTwoSides_AnswersAsTorchDoes()
    {
        var shape = new ImageShape(2, 9, 7, 5);
        var mixed = OwnSpaceSamples.Of("mixed", shape, """
            {
              "dimensions": [{ "name": "kind", "type": "choice", "choices": ["max", "average"] }, { "name": "cell", "type": "choice", "choices": ["gru", "lstm"] }],
              "network": [
                { "block": "conv", "channels": 6, "kernel": 5, "kernelWidth": 3, "strideWidth": 2 },
                { "block": "pool", "kind": "$kind", "kernel": 2, "kernelWidth": 3, "stride": 1 },
                { "block": "gru", "units": 5, "sequence": true, "when": { "cell": ["gru"] } },
                { "block": "lstm", "units": 5, "sequence": true, "when": { "cell": ["lstm"] } },
                { "block": "residual", "blocks": [{ "block": "gru", "units": 7, "sequence": true }] },
                { "block": "lstm", "units": 4, "when": { "cell": ["lstm"] } }
              ]
            }
            """);
        foreach (var space in OwnSpaceSamples.Sequences.Append(mixed))
        {
            var images = Enumerable.Range(0, 3 * space.CostShape.Channels * space.CostShape.Height * space.CostShape.Width).Select(place => MathF.Sin(0.7f * place)).ToArray();
            for (var i = 0; i < 6; i++)
            {
                using var scope = torch.NewDisposeScope();
                var architecture = space.Sample(RandomStream.For(seed: 1, generation: 0, i));
                using var network = CandidateNetworks.Create(architecture, space.DefaultSkeleton, space.CostShape, seed: 1);
                foreach (var parameter in network.parameters())
                {
                    // Biases begin with zeros, which would hide an order of gates that is wrong.
                    using var unrecorded = torch.no_grad();
                    parameter.add_(torch.arange(parameter.numel()).mul(1.3).sin().mul(0.2).reshape(parameter.shape));
                }

                network.eval();
                var expected = Numbers(network.call(torch.tensor(images).reshape(3, space.CostShape.Channels, space.CostShape.Height, space.CostShape.Width)).detach());

                using var classifier = new OnnxClassifier("exported", OnnxExporter.Export(network, space.CostShape, []), space.CostShape);

                expected.Zip(classifier.Predict(images), (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-4f, $"{space.Name} {space.Format(architecture)}");
            }
        }
    }

    [Fact]
    public void Create_Recurrence_DependsOnItsSeedAloneAndTellsZeroCostMetrics()
    {
        using var scope = torch.NewDisposeScope();
        var space = OwnSpaceSamples.Sequences[1];
        using var one = CandidateNetworks.Create(space.Create([1, 1, 1, 1, 0]), space.DefaultSkeleton, space.CostShape, seed: 3);
        using var same = CandidateNetworks.Create(space.Create([1, 1, 1, 1, 0]), space.DefaultSkeleton, space.CostShape, seed: 3);
        var images = torch.ones(2, 1, 24, 3);

        Numbers(same.call(images).detach()).ShouldBe(Numbers(one.call(images).detach()));

        double.IsFinite(Synflow.LogOf(one, space.CostShape)).ShouldBeTrue();
    }

    [Fact]
    public void Forward_DropoutInTraining_LeavesOutByTheSeedAndTheStepAlone()
    {
        using var scope = torch.NewDisposeScope();
        using var one = Perceptron(seed: 3);
        using var same = Perceptron(seed: 3);
        using var other = Perceptron(seed: 4);
        using var resumed = Perceptron(seed: 3);
        var images = torch.ones(2, 1, 28, 28);

        var first = Numbers(one.call(images));
        using var state = new MemoryStream();
        using (var writer = new BinaryWriter(state, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            one.save(writer);
        }

        var second = Numbers(one.call(images));
        _ = torch.randn(7);

        Numbers(same.call(images)).ShouldBe(first);
        second.ShouldNotBe(first);
        Numbers(other.call(images)).ShouldNotBe(first);
        state.Position = 0;
        using (var reader = new BinaryReader(state))
        {
            resumed.load(reader);
        }

        resumed.train();
        Numbers(resumed.call(images)).ShouldBe(second);
        one.eval();
        Numbers(one.call(images)).ShouldBe(Numbers(one.call(images)));
    }

    [Fact]
    public void Forward_BatchOfOneVector_IsNormalisedByRunningStatistics()
    {
        var space = OwnSpaceSamples.Of("one", new(3, 1, 1, 2), """
            {
              "dimensions": [{ "name": "units", "type": "choice", "choices": [4] }],
              "network": [{ "block": "norm", "kind": "batch" }, { "block": "linear", "units": "$units" }, { "block": "norm", "kind": "batch" }]
            }
            """);
        using var scope = torch.NewDisposeScope();
        using var network = CandidateNetworks.Create(space.Create([0]), space.DefaultSkeleton, space.CostShape, seed: 1);
        network.train();

        network.call(torch.ones(1, 3, 1, 1)).isfinite().all().item<bool>().ShouldBeTrue();
    }

    [Fact]
    public void Create_OtherImages_SaysWhatDoesNotFit()
    {
        OwnSpace space = OwnSpaceSamples.Examples[1];
        var deep = space.Create([2, .. Enumerable.Repeat(0, space.Dimensions.Count - 1)]);

        Should.Throw<ArgumentException>(() => CandidateNetworks.Create(deep, space.DefaultSkeleton, new(3, 4, 4, 2), seed: 1))
            .Message.ShouldContain("A window of 2 is larger than the map");
    }

    static CandidateNetwork Perceptron(long seed)
    {
        var space = OwnSpaceSamples.Examples[0];
        var network = CandidateNetworks.Create(space.Create([1, 9, 6, 9, 6, 0, 0]), space.DefaultSkeleton, FashionMnist.Shape, seed);
        network.train();
        return network;
    }

    static float[] Numbers(torch.Tensor tensor) => tensor.data<float>().ToArray();
}
