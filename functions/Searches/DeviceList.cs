using System.Text;
using Serverless.Domain.Devices;
using Serverless.Domain.Storage;

namespace Serverless.Functions.Searches;

/// <summary>The devices there are.</summary>
/// <param name="Devices">Those that can be read.</param>
/// <param name="Broken">One for each blob that cannot.</param>
public sealed record DeviceList(IReadOnlyList<DeviceDefinition> Devices, IReadOnlyList<DocumentException> Broken)
{
    /// <summary>Tells of a broken blob, if a body that is not valid names its device: that is not unknown.</summary>
    /// <exception cref="DocumentException">The body names the device of this blob.</exception>
    public void ThrowIfBrokenIn(ReadOnlySpan<byte> body)
    {
        foreach (var broken in Broken)
        {
            if (body.IndexOf(Encoding.UTF8.GetBytes(Path.GetFileNameWithoutExtension(broken.Path.Name))) >= 0)
            {
                throw broken;
            }
        }
    }
}
