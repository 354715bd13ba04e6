using Serverless.Inference;
using Serverless.Learning.Datasets;
using Serverless.Learning.Networks;
using Serverless.Learning.Onnx;
using Serverless.Learning.Onnx.Schema;
using Serverless.Learning.WeightFiles;
using Serverless.Samples;
using Serverless.Spaces;
using Serverless.Spaces.Definitions;
using TorchSharp;

namespace Serverless.Learning.Tests.Networks.Quantisation;

public sealed class QuantisedNetworkTests
{
    const int Images = 200;
    const int Batch = 64;

    static readonly Lazy<NormalisedImages> Test = new(() => new FashionMnist().LoadTestImages());
    static readonly MobileSpace Mobile = MobileSpace.Of([2, 4, 8, 32]);
    static readonly SpaceSpecification MobileSkeleton = Mobile.DefaultSkeleton with { Channels = 8 };

    static readonly OwnSpace Own = OwnSpaceSamples.Of("quantised", FashionMnist.Shape, """
        {
          "dimensions": [{ "name": "bits", "type": "choice", "choices": [4, 8, 32] }],
          "network": [
            { "block": "conv", "channels": 8, "kernel": 3, "stride": 2, "bits": "$bits" },
            { "block": "norm", "kind": "batch" },
            { "block": "activation", "kind": "relu" },
            { "block": "depthwise", "kernel": 3, "bits": 8 },
            { "block": "residual", "blocks": [{ "block": "attention", "heads": 2, "bits": "$bits" }] },
            { "block": "pool", "kind": "max", "kernel": 2 },
            { "block": "linear", "units": 24, "bits": "$bits" },
            { "block": "norm", "kind": "batch" },
            { "block": "activation", "kind": "gelu" }
          ]
        }
        """);

    public static TheoryData<string, string> Networks => new()
    {
        { "mobile", "k3_e1_g2_b8/k3_e3_se_b8/k3_e1_b32/k3_e1_b8,k3_e1_b8" },
        { "own", "bits=8" },
        { "own", "bits=4" },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Export_AfterTraining_AnswersAsTheTrainedNetworkDoes(string space, string notation)
    {
        using var scope = torch.NewDisposeScope();
        using var network = Trained(Create(space, notation));
        var pixels = Test.Value.Pixels[..(Images * 784)];
        var expected = Answers(network, pixels);

        var model = OnnxExporter.Export(network, FashionMnist.Shape, []);
        using var classifier = new OnnxClassifier("quantised", model, FashionMnist.Shape);
        var actual = classifier.Predict(pixels);

        // A number next to the middle of two that can be told apart is rounded to the one here and to the other there, and later layers tell.
        var spread = expected.Max() - expected.Min();
        expected.Zip(actual, (a, b) => Math.Abs(a - b)).Average().ShouldBeLessThan(0.03f * spread);
        Classes(expected).Zip(Classes(actual)).Count(pair => pair.First == pair.Second).ShouldBeGreaterThanOrEqualTo(Images * 9 / 10);
        Classes(expected).Distinct().Count().ShouldBeGreaterThan(4, "it has learned something");
    }

    [Fact]
    public void Export_EightBits_HasWholeNumbersAroundEveryQuantisedConvolution()
    {
        using var network = Create("mobile", "k3_e1_b8/k3_e1_b8/k3_e1_b32/k3_e1_g2_b4");

        var graph = ModelProto.Parser.ParseFrom(OnnxExporter.Export(network, FashionMnist.Shape, [])).Graph;

        var makers = graph.Node.SelectMany(node => node.Output.Select(output => (output, node))).ToDictionary(made => made.output, made => made.node.OpType);
        var kinds = graph.Node.Where(node => node.OpType == "Conv")
            .Select(node => string.Join(' ', node.Input.Select(input => makers.GetValueOrDefault(input, "constant or image")))).ToList();
        kinds.Count(kind => kind == "DequantizeLinear DequantizeLinear DequantizeLinear").ShouldBe(9);
        kinds.Count.ShouldBe(1 + 12 + 1);
        graph.Node.Count(node => node.OpType == "BatchNormalization").ShouldBe(1 + 3 + 1, "the others are folded in");
        graph.Node.Count(node => node.OpType == "Clip").ShouldBe(4, "a byte holds more than four bits tell apart");
        using var classifier = new OnnxClassifier("quantised", OnnxExporter.Export(network, FashionMnist.Shape, []), FashionMnist.Shape);
        classifier.Predict(Test.Value.Pixels.AsMemory(0, 784)).ShouldAllBe(logit => float.IsFinite(logit));
    }

    [Fact]
    public void Create_NothingQuantised_IsTheNetworkOfToday()
    {
        var space = new MobileSpace();
        space.TryParse("k3_e1_g2/k5_e6_se/k3_e3/k3_e3", out var architecture, out var error).ShouldBeTrue(error);
        using var plain = CandidateNetworks.Create(architecture!, space.DefaultSkeleton with { Channels = 8 }, FashionMnist.Shape, seed: 1);
        using var same = Create("mobile", "k3_e1_g2_b32/k5_e6_se_b32/k3_e3_b32/k3_e3_b32");

        OnnxExporter.Export(same, FashionMnist.Shape, []).ShouldBe(OnnxExporter.Export(plain, FashionMnist.Shape, []));
        same.state_dict().Keys.ShouldBe(plain.state_dict().Keys);
    }

    [Fact]
    public void Write_QuantisedNetwork_HasTheRangesAndTakesThemBack()
    {
        using var scope = torch.NewDisposeScope();
        const string Notation = "k3_e1_g2_b8/k5_e6_se_b2/k3_e3_b8/k3_e1_b32";
        using var network = Trained(Create("mobile", Notation), steps: 2);
        using var other = Create("mobile", Notation);
        var file = CandidateWeights.Write(network, []);

        CandidateWeights.Load(other, file);

        SafeTensors.ReadStored(file)["layer1.widen.convolution.quantiser.range"].Shape.ShouldBe([2]);
        other.eval();
        var pixels = Test.Value.Pixels[..(Images * 784)];
        Answers(other, pixels).ShouldBe(Answers(network, pixels));
    }

    static CandidateNetwork Create(string space, string notation)
    {
        SearchSpace searched = space == "own" ? Own : Mobile;
        searched.TryParse(notation, out var architecture, out var error).ShouldBeTrue(error);
        var skeleton = space == "own" ? Own.DefaultSkeleton : MobileSkeleton;
        return CandidateNetworks.Create(searched.Canonicalise(architecture!), skeleton, FashionMnist.Shape, seed: 1);
    }

    static CandidateNetwork Trained(CandidateNetwork network, int steps = 60)
    {
        using var optimizer = torch.optim.Adam(network.parameters(), 0.003);
        network.train();
        for (var step = 0; step < steps; step++)
        {
            using var scope = torch.NewDisposeScope();
            var start = Images + (step * Batch);
            var images = torch.tensor(Test.Value.Pixels[(start * 784)..((start + Batch) * 784)]).reshape(Batch, 1, 28, 28);
            var labels = torch.tensor(Array.ConvertAll(Test.Value.Labels[start..(start + Batch)], label => (long)label));
            optimizer.zero_grad();
            torch.nn.functional.cross_entropy(network.call(images), labels).backward();
            optimizer.step();
        }

        network.eval();
        return network;
    }

    static float[] Answers(CandidateNetwork network, float[] pixels)
    {
        using var unrecorded = torch.no_grad();
        return network.call(torch.tensor(pixels).reshape(-1, 1, 28, 28)).data<float>().ToArray();
    }

    static IEnumerable<int> Classes(float[] logits) => logits.Chunk(10).Select(row => Array.IndexOf(row, row.Max()));
}
