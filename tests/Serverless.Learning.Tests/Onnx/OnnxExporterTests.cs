using Serverless.Inference;
using Serverless.Learning.Datasets;
using Serverless.Learning.Networks;
using Serverless.Learning.Onnx;
using Serverless.Learning.Onnx.Schema;
using Serverless.Learning.Tests.Networks;
using TorchSharp;

namespace Serverless.Learning.Tests.Onnx;

public sealed class OnnxExporterTests
{
    const int Images = 32;

    static readonly Lazy<NormalisedImages> Test = new(() => new FashionMnist().LoadTestImages());

    [Fact]
    public void Export_EverySpaceAfterTraining_AnswersAsTorchDoesOnRealImages()
    {
        foreach (var (space, architecture, skeleton) in SmallNetworks.OfEverySpace(random: 6))
        {
            using var scope = torch.NewDisposeScope();
            using var network = Trained(CandidateNetworks.Create(architecture, skeleton, FashionMnist.Shape, seed: 1));
            var pixels = Test.Value.Pixels[..(Images * 784)];
            var expected = network.call(torch.tensor(pixels).reshape(Images, 1, 28, 28)).detach().data<float>().ToArray();

            using var classifier = new OnnxClassifier("exported", OnnxExporter.Export(network, FashionMnist.Shape, []), FashionMnist.Shape);
            var actual = classifier.Predict(pixels);

            expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-4f, $"{space.Name} {space.Format(architecture)}");
        }
    }

    [Fact]
    public void Export_Twice_GivesTheSameBytes()
    {
        using var network = new NasBench201Network(Cells.AllSkip, Cells.Skeleton, Cells.Shape, seed: 1);

        OnnxExporter.Export(network, Cells.Shape, []).ShouldBe(OnnxExporter.Export(network, Cells.Shape, []));
    }

    [Fact]
    public void Export_Metadata_IsReadByOnnxRuntime()
    {
        using var network = new NasBench201Network(Cells.AllSkip, Cells.Skeleton, Cells.Shape, seed: 1);

        var model = OnnxExporter.Export(network, Cells.Shape, [new("space", "nasbench201-canonical"), new("seed", "7")]);

        using var classifier = new OnnxClassifier("exported", model, Cells.Shape);
        classifier.Metadata["space"].ShouldBe("nasbench201-canonical");
        classifier.Metadata["seed"].ShouldBe("7");
    }

    [Fact]
    public void Export_Always_DeclaresVersionsNamesAndShapes()
    {
        using var network = new NasBench201Network(Cells.AllSkip, Cells.Skeleton, Cells.Shape, seed: 1);

        var model = ModelProto.Parser.ParseFrom(OnnxExporter.Export(network, Cells.Shape, []));

        model.IrVersion.ShouldBe(8);
        model.OpsetImport.ShouldHaveSingleItem().Version.ShouldBe(17);
        Describe(model.Graph.Input.ShouldHaveSingleItem()).ShouldBe("input N 1 8 8");
        Describe(model.Graph.Output.ShouldHaveSingleItem()).ShouldBe("logits N 3");
    }

    [Fact]
    public void Export_DeadConvolutions_AreLeftOut()
    {
        using var network = new NasBench201Network(Cells.DeadConvolutions, Cells.Skeleton, Cells.Shape, seed: 1);

        var model = ModelProto.Parser.ParseFrom(OnnxExporter.Export(network, Cells.Shape, []));

        // The stem, and three convolutions in each of the two reductions.
        model.Graph.Node.Count(node => node.OpType == "Conv").ShouldBe(7);
    }

    /// <summary>Moves running statistics and weights away from where they start.</summary>
    static CandidateNetwork Trained(CandidateNetwork network)
    {
        using var optimizer = torch.optim.SGD(network.parameters(), 0.05);
        var images = torch.tensor(Test.Value.Pixels[^(64 * 784)..]).reshape(64, 1, 28, 28);
        var labels = torch.tensor(Array.ConvertAll(Test.Value.Labels[^64..], label => (long)label));
        for (var step = 0; step < 3; step++)
        {
            optimizer.zero_grad();
            torch.nn.functional.cross_entropy(network.call(images), labels).backward();
            optimizer.step();
        }

        network.eval();
        return network;
    }

    static string Describe(ValueInfoProto value) =>
        $"{value.Name} {string.Join(' ', value.Type.TensorType.Shape.Dim.Select(d => d.HasDimParam ? d.DimParam : $"{d.DimValue}"))}";
}
