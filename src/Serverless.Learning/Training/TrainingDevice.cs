using TorchSharp;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <summary>Chooses and names devices.</summary>
static class TrainingDevice
{
    /// <param name="name"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>; when null <c>cuda</c> if there is one, else <c>cpu</c>.</param>
    /// <exception cref="ArgumentException">None of these, or not there.</exception>
    public static Device Choose(string? name)
    {
        var chosen = device(name ?? (cuda.is_available() ? "cuda:0" : "cpu"));
        return chosen.type switch
        {
            DeviceType.CPU => chosen,
            DeviceType.CUDA when Math.Max(chosen.index, 0) < cuda.device_count() => chosen,
            DeviceType.CUDA => throw new ArgumentException($"There is no '{name}'; CUDA devices here: {cuda.device_count()}.", nameof(name)),
            _ => throw new ArgumentException($"'{name}' is neither cpu nor cuda.", nameof(name)),
        };
    }

    /// <summary><c>cpu</c> or <c>cuda:N</c>.</summary>
    public static string NameOf(Device device) => device.type == DeviceType.CUDA ? $"cuda:{Math.Max(device.index, 0)}" : "cpu";
}
