using System.Collections.Concurrent;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace OrleansSessions.Host.Page.Access;

/// <summary>Keeps the secrets of sign-ins and circuits as long as the process, which is as long as both last, and in no file.</summary>
internal sealed class ProcessKeyRepository : IXmlRepository
{
    private readonly ConcurrentQueue<XElement> elements = new();

    public IReadOnlyCollection<XElement> GetAllElements() => [.. elements.Select(element => new XElement(element))];

    public void StoreElement(XElement element, string friendlyName) => elements.Enqueue(new XElement(element));
}
