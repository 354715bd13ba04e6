using System.Globalization;
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
        name ??= cuda.is_available() ? "cuda" : "cpu";
        if (name == "cpu")
        {
            return device(DeviceType.CPU);
        }

        var number = name.StartsWith("cuda:", StringComparison.Ordinal) ? name["cuda:".Length..] : name == "cuda" ? "0" : "";
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            throw new ArgumentException($"The device '{name}' is neither cpu, cuda nor cuda:N.", nameof(name));
        }

        // Asked first, because libtorch's own answer to a device that is not there does not say how many there are.
        var count = cuda.is_available() ? cuda.device_count() : 0;
        return index < count
            ? device(DeviceType.CUDA, index)
            : throw new ArgumentException($"There is no device '{name}'; CUDA devices here: {count}.", nameof(name));
    }

    /// <summary><c>cpu</c> or <c>cuda:N</c>.</summary>
    public static string NameOf(Device device) => device.type == DeviceType.CUDA ? $"cuda:{device.index}" : "cpu";
}
