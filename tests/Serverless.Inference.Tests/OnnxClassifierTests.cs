using Serverless.Spaces;

namespace Serverless.Inference.Tests;

public sealed class OnnxClassifierTests
{
    static readonly ImageShape Shape = new(Channels: 1, Height: 1, Width: 3, Classes: 3);

    // Each pixel is the logit of the class of its number.
    static readonly byte[] Identity = LinearModel.Write(1, 1, 3, 3, [1, 0, 0, 0, 1, 0, 0, 0, 1]);

    [Fact]
    public void Predict_ManyBatchesWithARemainder_AnswersInOrder()
    {
        using var classifier = new OnnxClassifier("identity", Identity, Shape, threads: 2);
        var images = Enumerable.Range(0, 3 * 257).Select(i => (float)i).ToArray();

        classifier.Predict(images).ShouldBe(images);
    }

    [Fact]
    public void Predict_NoImages_AnswersNothing()
    {
        using var classifier = new OnnxClassifier("identity", Identity, Shape);

        classifier.Predict(Array.Empty<float>()).ShouldBeEmpty();
    }

    [Fact]
    public void Predict_PartOfAnImage_Throws()
    {
        using var classifier = new OnnxClassifier("identity", Identity, Shape);

        Should.Throw<ArgumentException>(() => classifier.Predict(new float[4])).Message.ShouldContain("4 values");
    }

    [Fact]
    public void AccuracyPercent_ThreeOfFourRight_IsSeventyFive()
    {
        using var classifier = new OnnxClassifier("identity", Identity, Shape);
        float[] images = [9, 1, 1, 0, 3, 0, -1, -2, 0, 5, 6, 7];

        classifier.AccuracyPercent(images, [0, 1, 2, 0]).ShouldBe(75);
    }

    [Fact]
    public void AccuracyPercent_EqualLogits_CountsTheLowestLabel()
    {
        using var classifier = new OnnxClassifier("identity", Identity, Shape);

        classifier.AccuracyPercent(new float[] { 1, 1, 1, 1, 1, 1 }, [0, 1]).ShouldBe(50);
    }

    [Fact]
    public void AccuracyPercent_NotANumber_CountsAsWrong()
    {
        using var classifier = new OnnxClassifier("identity", Identity, Shape);

        classifier.AccuracyPercent(new[] { float.NaN, float.NaN, float.NaN }, [0]).ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void AccuracyPercent_LabelsThatDoNotMatchTheImages_Throws(int labels)
    {
        using var classifier = new OnnxClassifier("identity", Identity, Shape);

        Should.Throw<ArgumentException>(() => classifier.AccuracyPercent(new float[3], new byte[labels]));
    }

    [Fact]
    public void Metadata_WrittenByTheExporter_IsRead()
    {
        using var classifier = new OnnxClassifier("identity", Identity, Shape);

        classifier.Metadata["space"].ShouldBe("none");
    }

    [Fact]
    public void Construction_BytesThatAreNoModel_NamesTheModel()
    {
        var error = Should.Throw<ModelException>(() => new OnnxClassifier("models/c1.onnx", [1, 2, 3], Shape));

        error.ModelName.ShouldBe("models/c1.onnx");
        error.Message.ShouldContain("models/c1.onnx");
    }

    [Fact]
    public void Construction_EmptyModel_SaysSo() =>
        Should.Throw<ModelException>(() => new OnnxClassifier("m", [], Shape)).Message.ShouldContain("empty");

    [Fact]
    public void Construction_AnyTruncation_Throws()
    {
        // The last field is the metadata, without which a model still is one.
        const int Metadata = 15;

        for (var length = 1; length < Identity.Length - Metadata; length++)
        {
            Should.Throw<ModelException>(() => new OnnxClassifier("m", Identity[..length], Shape));
        }
    }

    [Theory]
    [InlineData(1, 1, 3, 4, "output")]
    [InlineData(1, 3, 1, 3, "input")]
    [InlineData(3, 1, 1, 3, "input")]
    public void Construction_OtherShape_NamesWhatDiffers(int channels, int height, int width, int classes, string role)
    {
        var shape = new ImageShape(channels, height, width, classes);

        Should.Throw<ModelException>(() => new OnnxClassifier("m", Identity, shape)).Message.ShouldContain($"its {role} ");
    }
}
