using Serverless.Application.Storage;
using Serverless.Core.Devices;

namespace Serverless.Application.Searches;

/// <summary>The devices there are.</summary>
/// <param name="Devices">Those that can be read.</param>
/// <param name="Broken">One for each blob that cannot.</param>
public sealed record DeviceList(IReadOnlyList<DeviceDefinition> Devices, IReadOnlyList<DocumentException> Broken);
