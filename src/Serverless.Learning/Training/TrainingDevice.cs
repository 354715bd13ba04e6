using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Serverless.Learning.Training;

/// <summary>Chooses and names devices.</summary>
static class TrainingDevice
{
    /// <param name="name"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>; null for <c>cuda</c> if there is a CUDA device, otherwise <c>cpu</c>.</param>
    /// <exception cref="ArgumentException">The name is none of these, or the device does not exist.</exception>
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
            throw new ArgumentException($"The device '{name}' is not cpu, cuda or cuda:N.", nameof(name));
        }

        // Checked first, because libtorch's own error for a missing device does not say how many there are.
        var count = cuda.is_available() ? cuda.device_count() : 0;
        return index < count
            ? device(DeviceType.CUDA, index)
            : throw new ArgumentException($"There is no device '{name}'; CUDA devices here: {count}.", nameof(name));
    }

    /// <summary>Returns the device's name, <c>cpu</c> or <c>cuda:N</c>.</summary>
    public static string NameOf(Device device) => device.type == DeviceType.CUDA ? $"cuda:{device.index}" : "cpu";
}
