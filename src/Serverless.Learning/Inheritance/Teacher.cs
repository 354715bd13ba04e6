using Serverless.Learning.Networks;
using static TorchSharp.torch;

namespace Serverless.Learning.Inheritance;

/// <summary>A trained network whose outputs another network learns.</summary>
sealed class Teacher : IDisposable
{
    readonly CandidateNetwork _network;

    /// <param name="network">The trained network, which this object disposes.</param>
    public Teacher(CandidateNetwork network)
    {
        _network = network;
        _network.eval();
    }

    /// <summary>Returns the loss of logits against the teacher's logits.</summary>
    /// <param name="logits">The logits of the network that learns.</param>
    /// <param name="images">The images that both networks classify.</param>
    public Tensor LossOf(Tensor logits, Tensor images) => Loss(logits, Answer(images));

    /// <summary>Returns the mean squared difference between two networks' logits, over images and classes (Ba, Caruana 2014).</summary>
    public static Tensor Loss(Tensor logits, Tensor targets) => nn.functional.mse_loss(logits, targets);

    Tensor Answer(Tensor images)
    {
        using var unrecorded = no_grad();
        return _network.call(images);
    }

    public void Dispose() => _network.Dispose();
}
